/** What was asked and what came of it, for a person to read. */
export class Report {
  private readonly rows = new Map<string, Map<string, number>>();
  private readonly started = performance.now();

  note(name: string, outcome: string | number): void {
    const row = this.rows.get(name) ?? new Map<string, number>();
    row.set(String(outcome), (row.get(String(outcome)) ?? 0) + 1);
    this.rows.set(name, row);
  }

  get questions(): number {
    return [...this.rows.values()].flatMap((row) => [...row.values()]).reduce((sum, times) => sum + times, 0);
  }

  /** One line for each name: how often it was asked, and which answers came how often. */
  text(title: string): string {
    const lines = [...this.rows].sort(([a], [b]) => a.localeCompare(b)).map(([name, row]) => {
      const outcomes = [...row].sort(([a], [b]) => a.localeCompare(b)).map(([outcome, times]) => `${outcome} ×${times}`);
      return `  ${name.padEnd(28)} ${String([...row.values()].reduce((a, b) => a + b)).padStart(6)}   ${outcomes.join('  ')}`;
    });
    return [`${title}: ${this.questions} questions in ${Math.round((performance.now() - this.started) / 1_000)} s`, ...lines, ''].join('\n');
  }
}
