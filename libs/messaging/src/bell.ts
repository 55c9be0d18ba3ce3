/** Lets one loop sleep until somebody rings or the time is up. A ring while nobody sleeps is kept for the next sleep. */
export class Bell {
  private rung = false;
  private wake: () => void = () => undefined;

  ring(): void {
    this.rung = true;
    this.wake();
  }

  async sleep(milliseconds: number): Promise<void> {
    if (!this.rung) await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => { clearTimeout(timer); resolve(); };
    });
    this.wake = () => undefined;
    this.rung = false;
  }
}
