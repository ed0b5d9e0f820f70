/** The icons of levels and states, in the colour of the surrounding text. No two have the same shape. */

const SVG = "http://www.w3.org/2000/svg";

/** Stroked paths in a box of 20 × 20. */
const PATHS = {
  info: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16M10 9v5M10 6v.1",
  success: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16M6.5 10.2l2.4 2.4l4.6-5",
  warning: "M10 2.5l8 14.5H2zM10 8v4M10 14.4v.1",
  error: "M6.7 2h6.6L18 6.7v6.6L13.3 18H6.7L2 13.3V6.7zM7.4 7.4l5.2 5.2M12.6 7.4l-5.2 5.2",
  silent: "M10 2a8 8 0 1 0 0 16a8 8 0 1 0 0-16M6 10h8",
  close: "M5 5l10 10M15 5L5 15",

  connecting: "M10 3a7 7 0 0 1 7 7M10 17a7 7 0 0 1-7-7",
  connected: "M10 3a7 7 0 1 0 0 14a7 7 0 1 0 0-14M6.8 10.2l2.2 2.2l4.2-4.6",
  degraded: "M10 3.5l7.4 13H2.6zM10 8.5v3.6M10 14.2v.1",
  reconnecting: "M16 6.5A7 7 0 0 0 4 6.4M4 13.5a7 7 0 0 0 12 .1M16.5 3v4h-4M3.5 17v-4h4",
  offline: "M2.5 7.5a11 11 0 0 1 15 0M5.6 11a6.5 6.5 0 0 1 8.8 0M10 15v.1M3.5 3l13 14",
  refused: "M6.7 2h6.6L18 6.7v6.6L13.3 18H6.7L2 13.3V6.7zM6 10h8",
  closed: "M4 4h12v12H4z",
};

/** @param {keyof typeof PATHS} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("nt-icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
