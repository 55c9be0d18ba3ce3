/** Gives the browser a file to save, from its bytes in base64. */
export function download({ fileName, mediaType, base64 }: { fileName: string; mediaType: string; base64: string }): void {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the bytes once this turn is over.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
