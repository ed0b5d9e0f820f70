/** Detect a dead connection: send a ping after a silence, and expect any frame within a timeout. */

/** The fraction of the timeout after which the silence is reported as `late`. */
const LATE = 0.25;

export class Heartbeat {
  #interval;
  #timeout;
  #on;
  /** @type {number[]} */
  #timers = [];
  #waiting = false;

  /**
   * @param {{interval: number, timeout: number}} times in ms: from the last frame to a ping, and from a ping to a frame
   * @param {{ask: () => void, late: () => void, dead: () => void}} on `ask` sends a ping
   */
  constructor({ interval, timeout }, on) {
    this.#interval = interval;
    this.#timeout = timeout;
    this.#on = on;
  }

  /** A frame arrived: the connection lives, and the next ping is postponed. */
  heard() {
    this.stop();
    this.#after(this.#interval, () => this.ask());
  }

  /** Send a ping now, for instance when the page becomes visible, unless an answer is pending. */
  ask() {
    if (this.#waiting) return;
    this.stop();
    this.#waiting = true;
    this.#after(this.#timeout * LATE, this.#on.late);
    this.#after(this.#timeout, this.#on.dead);
    this.#on.ask();
  }

  stop() {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.#waiting = false;
  }

  /**
   * @param {number} ms
   * @param {() => void} then
   */
  #after(ms, then) {
    this.#timers.push(setTimeout(then, ms));
  }
}
