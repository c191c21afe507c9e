/** Work that the server does in the background, asked after until it ends. */

import type { Api } from "../api";
import type { ErrandAnswer } from "../server";

const PAUSE = 500;

/** Ask until the errand has ended, and tell of each answer. `gone` ends the asking early. */
export async function untilEnded(
  api: Api,
  id: string,
  tell: (errand: ErrandAnswer) => void = () => undefined,
  gone: () => boolean = () => false,
): Promise<ErrandAnswer> {
  for (;;) {
    const errand = await api.get<ErrandAnswer>(`api/errands/${encodeURIComponent(id)}`);
    tell(errand);
    if (errand.state === "done" || errand.state === "failed" || gone()) return errand;
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}
