/** Work that the server does in the background, asked after until it ends. */

import type { Api } from "../api";

export interface Job {
  id: string;
  state: "waiting" | "running" | "done" | "failed";
  done: number;
  total: number;
  now: string | null;
  outcomes: Record<string, number>;
  dropped: { item: string; reason: string }[];
  events: string[];
  error: string | null;
}

const PAUSE = 500;

/** Ask until the job has ended, and tell of each answer. `gone` ends the asking early. */
export async function untilEnded(
  api: Api,
  id: string,
  tell: (job: Job) => void = () => undefined,
  gone: () => boolean = () => false,
): Promise<Job> {
  for (;;) {
    const job = await api.get<Job>(`api/jobs/${encodeURIComponent(id)}`);
    tell(job);
    if (job.state === "done" || job.state === "failed" || gone()) return job;
    await new Promise((resume) => setTimeout(resume, PAUSE));
  }
}
