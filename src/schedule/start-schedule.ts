/**
 * Looks at every repository from time to time, for what no webhook brought. Every replica takes what is due, one repository
 * at a time and several at once; what one of them had taken when it died is due again once its lease ends.
 */
import { Pump } from "../inbox/pump.ts";
import type { DueRepository } from "../inbox/repository-schedule.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { type LeadParts, startLeading } from "./lead.ts";
import { type VisitParts, visit } from "./visit.ts";

export interface ScheduleParts
  extends Omit<LeadParts, "inbox" | "clientFor" | "onChange">,
    Omit<VisitParts, "now" | "inbox"> {
  readonly inbox: LeadParts["inbox"] & VisitParts["inbox"];
  readonly metrics: Pick<Metrics, "looked">;
  /** Something was put into the inbox, or goes on there. */
  readonly wake: () => void;
}

export interface Schedule {
  /** Resolves when the looks that run are over. No other begins. */
  stop(): Promise<void>;
}

/** How many repositories a replica looks at at once. */
const AT_ONCE = 4;

export function startSchedule(parts: ScheduleParts): Schedule {
  const { inbox, clock, log, metrics, leaseMs, wake } = parts;
  const { schedule } = inbox;
  const running = new Set<Promise<void>>();
  let done = { repositories: 0, queued: 0, failed: 0 };
  let isFirst = true;
  const visits = { ...parts, now: clock.now };
  const run = async (due: DueRepository) => {
    try {
      const { result, queued } = await visit(visits, due);
      metrics.looked(result);
      done = {
        repositories: done.repositories + 1,
        queued: done.queued + queued,
        failed: done.failed + Number(result === "failed"),
      };
      if (queued > 0) wake();
    } catch (error) {
      log.error({ err: error }, "a look came to no result");
    }
  };
  const report = () => {
    if (running.size > 0 || done.repositories === 0) return;
    const isTold = isFirst || done.queued > 0 || done.failed > 0;
    log[isTold ? "info" : "debug"](done, "recovered");
    isFirst = false;
    done = { repositories: 0, queued: 0, failed: 0 };
  };
  const pump = new Pump<DueRepository>({
    take: (now) => schedule.take(now, now + leaseMs),
    nextDue: () => schedule.nextDue(),
    clock,
    log,
    isFree: () => running.size < AT_ONCE,
    run: (due) => {
      const look = run(due).finally(() => {
        running.delete(look);
        pump.wake();
      });
      running.add(look);
    },
    onEmpty: report,
  });
  const leading = startLeading({
    ...parts,
    onChange: () => {
      pump.wake();
      wake();
    },
  });
  pump.wake();
  return {
    stop: async () => {
      await Promise.all([leading.stop(), pump.stop()]);
      await Promise.all(running);
    },
  };
}
