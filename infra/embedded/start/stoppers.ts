type Stop = () => Promise<unknown>;

/** What has been started, to be stopped in the reverse order; what was started as one group is stopped together. */
export class Stoppers {
  private readonly groups = new Map<string, { name: string; stop: Stop }[]>();
  private stopping = false;

  constructor(private readonly log: (line: string) => void) {}

  /** Remembers how to stop something; what comes up while all is being stopped is stopped at once. */
  add(name: string, stop: Stop, group = name): void {
    this.groups.set(group, [...(this.groups.get(group) ?? []), { name, stop }]);
    if (this.stopping) void this.stopAll();
  }

  /** Stops everything, the last started group first. One that fails is told, and does not keep the others running. */
  async stopAll(): Promise<void> {
    this.stopping = true;
    for (let last = [...this.groups].at(-1); last; last = [...this.groups].at(-1)) {
      const [group, members] = last;
      this.groups.delete(group);
      await Promise.all(members.map((one) => this.stop(one)));
    }
  }

  private async stop({ name, stop }: { name: string; stop: Stop }): Promise<void> {
    try {
      await stop();
    } catch (error) {
      this.log(`${name} did not stop cleanly: ${(error as Error).message}`);
    }
  }
}
