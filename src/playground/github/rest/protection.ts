import { defineRoutes, findRepository, notFound } from "./route.ts";

/** The one ruleset of a repository's branch. */
const RULESET = 1;

/** What may be learnt about a branch's rules. Classic protection shows only to whoever may administer. */
export const protectionRoutes = defineRoutes({
  "GET /repos/{owner}/{repo}/branches/{branch}/protection": {
    needs: "administration:read",
    run: (request) => {
      const protection = findRepository(request).protections.get(request.params["branch"] ?? "");
      // Rulesets do not show here.
      if (protection?.kind !== "classic") throw notFound();
      return {
        status: 200,
        body: {
          required_pull_request_reviews: { required_approving_review_count: 1 },
          ...(protection.requiredChecks.length > 0 && {
            required_status_checks: { strict: protection.strict, contexts: protection.requiredChecks },
          }),
          enforce_admins: { enabled: true },
        },
      };
    },
  },
  "GET /repos/{owner}/{repo}/rules/branches/{branch}": {
    needs: "metadata:read",
    run: (request) => {
      const repository = findRepository(request);
      const protection = repository.protections.get(request.params["branch"] ?? "");
      const source = {
        ruleset_source_type: "Repository",
        ruleset_source: `${repository.name}`,
        ruleset_id: RULESET,
      };
      if (protection?.kind !== "ruleset") return { status: 200, body: [] };
      const checks = protection.requiredChecks.map((context) => {
        const { checksFrom } = protection;
        return checksFrom === null ? { context } : { context, integration_id: checksFrom };
      });
      // Who may bypass is not said here: only the rules are.
      return {
        status: 200,
        body: [
          { type: "pull_request", ...source, parameters: { required_approving_review_count: 1 } },
          ...(checks.length > 0
            ? [
                {
                  type: "required_status_checks",
                  ...source,
                  parameters: {
                    required_status_checks: checks,
                    strict_required_status_checks_policy: protection.strict,
                  },
                },
              ]
            : []),
          ...(protection.linearHistory ? [{ type: "required_linear_history", ...source }] : []),
          ...(protection.mergeQueue ? [{ type: "merge_queue", ...source, parameters: {} }] : []),
        ],
      };
    },
  },
  "GET /repos/{owner}/{repo}/rulesets/{ruleset_id}": {
    needs: "metadata:read",
    run: (request) => {
      const repository = findRepository(request);
      const found = [...repository.protections].find(([, { kind }]) => kind === "ruleset");
      if (found === undefined || request.params["ruleset_id"] !== String(RULESET)) throw notFound();
      const [branch, { appMayBypass }] = found;
      // GitHub Actions cannot be on a bypass list.
      const isApp = request.actor.kind === "installation";
      return {
        status: 200,
        body: {
          id: RULESET,
          name: `Protect ${branch}`,
          target: "branch",
          source_type: "Repository",
          source: `${repository.owner.login}/${repository.name}`,
          enforcement: "active",
          // `bypass_actors` only shows to whoever may write the ruleset.
          current_user_can_bypass: isApp && appMayBypass ? "always" : "never",
          conditions: { ref_name: { include: [`refs/heads/${branch}`], exclude: [] } },
        },
      };
    },
  },
});
