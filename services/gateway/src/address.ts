/** Where browsers reach the hub; known at the latest when the port is. */
export class PublicAddress {
  url = '';

  get origin(): string {
    return new URL(this.url).origin;
  }

  at(path: string): string {
    return new URL(path, this.url).href;
  }
}
