/** Work that the server does in the background, asked after until it ends. */

import type { Api } from "../api";
import type { JobAnswer } from "../server";

const PAUSE = 500;

/** Ask until the job has ended, and tell of each answer. `gone` ends the asking early. */
export async function untilEnded(
  api: Api,
  id: string,
  tell: (job: JobAnswer) => void = () => undefined,
  gone: () => boolean = () => false,
): Promise<JobAnswer> {
  for (;;) {
    const job = await api.get<JobAnswer>(`api/jobs/${encodeURIComponent(id)}`);
    tell(job);
    if (job.state === "done" || job.state === "failed" || gone()) return job;
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}
