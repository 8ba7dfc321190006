/** Says on the terminal how far a run is. */
export class Progress {
  private readonly began = Date.now();

  public say(line: string): void {
    const seconds = ((Date.now() - this.began) / 1000).toFixed(0).padStart(4);
    console.log(`${seconds} s  ${line}`);
  }
}
