/** A timer that can pause. */

/** After a pause at least this many ms remain, so that a reader is not cut off. */
const AT_LEAST = 2000;

export class Countdown {
  #left;
  #then;
  #timer = 0;
  #startedAt = 0;

  /**
   * @param {number} ms
   * @param {() => void} then
   */
  constructor(ms, then) {
    this.#left = ms;
    this.#then = then;
  }

  run() {
    if (this.#timer) return;
    this.#startedAt = Date.now();
    this.#timer = setTimeout(this.#then, this.#left);
  }

  pause() {
    if (!this.#timer) return;
    this.stop();
    this.#left = Math.max(AT_LEAST, this.#left - (Date.now() - this.#startedAt));
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = 0;
  }
}
