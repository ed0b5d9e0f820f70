// @ts-check
/** Notices a connection that has died without saying so: asks now and then, and expects to hear something back. */

/** The part of the patience after which silence is worth showing. */
const LATE = 0.25;

export class Heartbeat {
  #interval;
  #timeout;
  #on;
  /** @type {number[]} */
  #timers = [];
  #waiting = false;

  /**
   * @param {{interval: number, timeout: number}} patience in ms: between two questions, and for an answer
   * @param {{ask: () => void, late: () => void, dead: () => void}} on
   */
  constructor({ interval, timeout }, on) {
    this.#interval = interval;
    this.#timeout = timeout;
    this.#on = on;
  }

  /** Anything that arrives proves life: the next question can wait. */
  heard() {
    this.stop();
    this.#after(this.#interval, () => this.ask());
  }

  /** Asks at once, for instance when the page wakes up, unless an answer is being waited for already. */
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
