/** The types that modules share: frames of the protocol, events of the client, records in storage. No code. */

/**
 * @typedef {"info" | "success" | "warning" | "error" | "silent"} Level `silent` is for scripts: it shows no toast
 * @typedef {"connecting" | "connected" | "degraded" | "reconnecting" | "offline" | "refused" | "closed"} State
 *
 * @typedef {object} Notification an event as `/ws` sends it, and `replayed`
 * @property {string} id its cursor, `<epoch>-<seq>`
 * @property {string} type
 * @property {string} message plain text, never markup
 * @property {Record<string, unknown>} data
 * @property {string} at ISO 8601, UTC
 * @property {Level} level
 * @property {boolean} replayed whether it happened while this tab was not connected
 */

/**
 * The frames of `/ws` (docs/protocol.md). An event frame has `type` and no `control`; a control frame is the reverse.
 *
 * @typedef {Omit<Notification, "replayed"> & {control?: undefined}} EventFrame
 * @typedef {{control: "sync", recovered: boolean, replayed: number, cursor: string}} SyncFrame
 * @typedef {{control: "pong", cursor: string}} PongFrame
 * @typedef {{control: "drain", retry_ms: number}} DrainFrame
 * @typedef {{control: "error"} & Problem} ErrorFrame
 * @typedef {EventFrame | SyncFrame | PongFrame | DrainFrame | ErrorFrame} Frame
 *
 * @typedef {{code: string, message: string}} Problem
 */

/**
 * @typedef {object} Sync
 * @property {boolean} recovered whether all missed events were still in the log
 * @property {number} replayed how many missed events were sent
 * @property {string} cursor
 * @property {number} away how long this tab was not connected, in ms; 0 on its first connection
 *
 * @typedef {object} Snapshot
 * @property {State} state
 * @property {number} attempt failed attempts since the last good connection
 * @property {number | null} latency of the last ping, in ms
 * @property {number | null} code of the last close
 * @property {string} cursor
 * @property {Notification | null} last the last event
 */

/**
 * The events of `NotificationClient`.
 *
 * @typedef {object} ClientEvents
 * @property {CustomEvent<Notification>} notification
 * @property {CustomEvent<Readonly<Snapshot>>} state
 * @property {CustomEvent<Sync>} sync
 * @property {CustomEvent<Sync>} resync
 * @property {CustomEvent<Problem>} error
 *
 * @typedef {Omit<EventTarget, "addEventListener"> & {
 *   addEventListener<Name extends keyof ClientEvents>(
 *     name: Name,
 *     listener: (event: ClientEvents[Name]) => void,
 *     options?: AddEventListenerOptions,
 *   ): void
 * }} ClientEventTarget
 */

/**
 * A toast to be.
 *
 * @typedef {object} Sentence
 * @property {string} message plain text, never markup
 * @property {string} [lang] of the message; by default the language of the page
 *
 * @typedef {object} Details
 * @property {Level} [level] by default "info"
 * @property {string} [key] a notice whose key a visible toast has is counted on that toast
 * @property {Sentence[]} [lines] shown smaller, below the message
 *
 * @typedef {Sentence & Details} Notice
 */

/**
 * The records in sessionStorage. An older version or another script may have written them: check each value.
 *
 * @typedef {{id: string, leftAt: number}} StoredCursor `leftAt`: ms since 1970, 0 if never connected
 * @typedef {{reader: string, at: number, notices: Notice[]}} StoredToasts `at`: ms since 1970
 */

export {};
