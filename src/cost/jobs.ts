/** What Kubernetes and workflow engines make random suffixes of: no vowels, and nothing that looks like one. */
const randomSuffix = /^(.+)-([bcdfghjklmnpqrstvwxz2456789]{5})$/;
/** The scheduled time that a CronJob puts behind the name of a run. */
const runNumber = /^(.+)-(?:\d{8}|\d{10})$/;

/** Labels that name the single run: they would keep runs apart. */
const runLabels = new Set([
  'job_name',
  'controller_uid',
  'batch_kubernetes_io_job_name',
  'batch_kubernetes_io_controller_uid',
  'workflows_argoproj_io_workflow',
  'tekton_dev_taskRun',
  'tekton_dev_pipelineRun',
]);

/** True for the controller kind whose pods are runs that fold into one row. */
export function isJob(controllerKind: string): boolean {
  return controllerKind === 'job' || controllerKind === 'cronjob';
}

/**
 * The name that all runs of a job share: docs/definitions.md, "Runs". A run number goes always; five random
 * characters go where one is a digit, or where another job of the namespace shares the stem that day, so that
 * `import-x7k2p` is a run of `import` and `load-shop` never one of `load`.
 * @param controllers names of all jobs of one namespace on one day
 * @returns the stem of each name
 */
export function jobStems(controllers: Iterable<string>): Map<string, string> {
  const names = new Set(controllers);
  const jobsByStem = new Map<string, number>();
  for (const name of names) {
    const stem = randomSuffix.exec(name)?.[1];
    if (stem !== undefined) jobsByStem.set(stem, (jobsByStem.get(stem) ?? 0) + 1);
  }
  return new Map(Array.from(names, (name) => [name, stemOf(name, jobsByStem)]));
}

function stemOf(name: string, jobsByStem: ReadonlyMap<string, number>): string {
  const numbered = runNumber.exec(name)?.[1];
  if (numbered !== undefined) return numbered;
  const [, stem, suffix] = randomSuffix.exec(name) ?? [];
  if (stem === undefined || suffix === undefined) return name;
  return /\d/.test(suffix) || (jobsByStem.get(stem) ?? 0) > 1 ? stem : name;
}

/** A job's labels without those that name the single run. */
export function labelsOfAllRuns(labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (!Object.keys(labels).some((name) => runLabels.has(name))) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !runLabels.has(name)));
}
