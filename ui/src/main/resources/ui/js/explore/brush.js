// @ts-check
/** Choosing days by drawing across a chart of days; what the pointer covers is what is asked. */
import { theme } from "../charts/frame.js";
import { DAY_MS, isoDay } from "../format.js";

const LEAST_PX = 8;

export class Brush {
  /**
   * @param {import("../charts/frame.js").Frame} frame a chart whose x-axis is of time
   * @param {(from: string, to: string) => void} onDays called with the first and the last day, yyyy-mm-dd
   */
  constructor(frame, onDays) {
    this.frame = frame;
    this.onDays = onDays;
    /** Where it began, in pixels. @type {?number} */
    this.start = null;
    this.mark = document.createElement("div");
    this.mark.className = "brush";
    const place = frame.place;
    place.classList.add("brushed");
    place.addEventListener("pointerdown", (e) => this.begin(e));
    place.addEventListener("pointermove", (e) => this.draw(e));
    place.addEventListener("pointerup", (e) => this.end(e));
    place.addEventListener("pointercancel", () => this.stop());
    addEventListener("keydown", (e) => e.key === "Escape" && this.stop());
  }

  /** @param {PointerEvent} e @returns {number} pixels from the chart's left */
  at(e) {
    return e.clientX - this.frame.place.getBoundingClientRect().left;
  }

  /** @param {PointerEvent} e */
  begin(e) {
    const box = this.frame.place.getBoundingClientRect();
    if (e.button !== 0 || !this.frame.chart?.containPixel("grid", [this.at(e), e.clientY - box.top])) return;
    this.start = this.at(e);
    this.frame.place.setPointerCapture(e.pointerId);
  }

  /** @returns {boolean} no more when news have taken the chart away meanwhile */
  drawing() {
    if (this.start !== null && !this.frame.chart) this.stop();
    return this.start !== null;
  }

  /** @param {PointerEvent} e */
  draw(e) {
    if (!this.drawing()) return;
    const [left, right] = this.span(e);
    if (right - left < LEAST_PX) return;
    if (!this.mark.isConnected) {
      this.frame.place.append(this.mark);
      this.frame.chart.dispatchAction({ type: "hideTip" });
    }
    this.mark.style.left = `${left}px`;
    this.mark.style.width = `${right - left}px`;
    this.mark.style.borderColor = theme().accent;
  }

  /** @param {PointerEvent} e */
  end(e) {
    if (!this.drawing()) return;
    const [left, right] = this.span(e);
    this.stop();
    if (right - left < LEAST_PX) return;
    const [from, to] = this.days(left, right);
    this.onDays(from, to);
  }

  stop() {
    this.start = null;
    this.mark.remove();
  }

  /** @param {PointerEvent} e @returns {[number, number]} left and right, within the axis */
  span(e) {
    const { chart } = this.frame;
    const { min, max } = chart.getOption().xAxis[0];
    const edges = [min, max].map((v) => chart.convertToPixel({ xAxisIndex: 0 }, v));
    const ends = [/** @type {number} */ (this.start), this.at(e)].sort((a, b) => a - b);
    return [Math.max(edges[0], ends[0]), Math.min(edges[1], ends[1])];
  }

  /** @param {number} left @param {number} right @returns {string[]} */
  days(left, right) {
    return [left, right].map((px) => {
      const time = this.frame.chart.convertFromPixel({ xAxisIndex: 0 }, px);
      return isoDay(Math.round(time / DAY_MS) * DAY_MS);
    });
  }
}
