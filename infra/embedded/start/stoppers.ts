type Stop = () => Promise<unknown>;

/** What has been started, to be stopped in the reverse order. */
export class Stoppers {
  private readonly started: { name: string; stop: Stop }[] = [];
  private stopping = false;

  constructor(private readonly log: (line: string) => void) {}

  /** Remembers how to stop something; what comes up while all is being stopped is stopped at once. */
  add(name: string, stop: Stop): void {
    this.started.push({ name, stop });
    if (this.stopping) void this.stopAll();
  }

  /** Stops everything, the last started first. One that fails is told, and does not keep the others running. */
  async stopAll(): Promise<void> {
    this.stopping = true;
    for (let one = this.started.pop(); one; one = this.started.pop()) {
      try {
        await one.stop();
      } catch (error) {
        this.log(`${one.name} did not stop cleanly: ${(error as Error).message}`);
      }
    }
  }
}
