/** How lines of a network are drawn: whole where asserted, dashed where alleged, beside one another. */

import type { Attributes } from "graphology-types";
import {
  createEdgeCompoundProgram,
  EdgeArrowHeadProgram,
  EdgeClampedProgram,
  type EdgeProgramType,
  type ProgramDefinition,
} from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData } from "sigma/types";

// In the units of the drawing, which is about 1 wide.
const LANE = 0.007;
// In about pixels: a dash and its gap, and how much of that is dash.
const DASH = "18.0";
const DASHED = "0.55";

/** Shift both ends across the line by its lane. */
function inLane(
  from: NodeDisplayData,
  to: NodeDisplayData,
  line: EdgeDisplayData,
): [NodeDisplayData, NodeDisplayData] {
  const [x, y] = [to.x - from.x, to.y - from.y];
  const far = ("lane" in line ? Number(line.lane) : 0) * LANE;
  const shift = far / (Math.hypot(x, y) || 1);
  const moved = (node: NodeDisplayData) => ({
    ...node,
    x: node.x - y * shift,
    y: node.y + x * shift,
  });
  return [moved(from), moved(to)];
}

class Body extends EdgeClampedProgram {
  override process(
    id: number,
    at: number,
    from: NodeDisplayData,
    to: NodeDisplayData,
    line: EdgeDisplayData,
  ): void {
    super.process(id, at, ...inLane(from, to, line), line);
  }
}

class Head extends EdgeArrowHeadProgram {
  override process(
    id: number,
    at: number,
    from: NodeDisplayData,
    to: NodeDisplayData,
    line: EdgeDisplayData,
  ): void {
    super.process(id, at, ...inLane(from, to, line), line);
  }
}

// The type of sigma's classes hides this method, which every program has.
const CLAMPED = EdgeClampedProgram.prototype as unknown as { getDefinition(): ProgramDefinition };

class DashedBody extends Body {
  getDefinition(): ProgramDefinition {
    const whole = CLAMPED.getDefinition.call(this);
    const far = "length(a_positionEnd - a_positionStart) * u_sizeRatio / u_correctionRatio";
    const gap = `if (fract(v_along / ${DASH}) > ${DASHED}) discard;`;
    return {
      ...whole,
      VERTEX_SHADER_SOURCE: opened(
        whole.VERTEX_SHADER_SOURCE,
        `v_along = a_positionCoef * ${far};`,
      ),
      FRAGMENT_SHADER_SOURCE: opened(whole.FRAGMENT_SHADER_SOURCE, gap),
    };
  }
}

/** Put a statement at the start of a shader, and what it needs before that. */
function opened(shader: string, statement: string): string {
  return shader.replace(
    /void main\([^)]*\) \{/,
    (main) => `varying float v_along;\n${main}\n  ${statement}`,
  );
}

type Program = EdgeProgramType<Attributes, Attributes, Attributes>;

export const LINES: Record<string, Program> = {
  whole: createEdgeCompoundProgram([Body, Head]),
  dashed: createEdgeCompoundProgram([DashedBody, Head]),
};
