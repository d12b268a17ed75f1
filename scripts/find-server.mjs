// Finds a server that tests run against, and says in one line what it does: an address in the environment; a program of
// this machine; on Debian and Ubuntu as root, the package, installed without starting a service (NO_INSTALL=1 forbids that).
// Without any, the suites that need it are skipped and this ends with 0; with CI=true that is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const policyFile = '/usr/sbin/policy-rc.d';
const savedPolicyFile = `${policyFile}.before-kubecent`;
const aptLists = '/var/lib/apt/lists';

/** The file of a program on the PATH or in one of the folders. */
export function programIn(program, more = []) {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...more];
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && programIn('apt-get') !== undefined;
}

function apt(...words) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=120', ...words], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { ok: status === 0, reason: (stderr ?? '').trim().split('\n').at(-1) ?? '' };
}

function listsAreEmpty() {
  return !existsSync(aptLists) || !readdirSync(aptLists).some((name) => name.includes('_Packages'));
}

/** Debian asks this file before a package may start its service; 101 is its word for no. */
function withoutServices(work) {
  const hadPolicy = existsSync(policyFile);
  if (hadPolicy) renameSync(policyFile, savedPolicyFile);
  const stayAlive = () => {};
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stayAlive);
  try {
    writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
    return work();
  } finally {
    rmSync(policyFile, { force: true });
    if (hadPolicy) renameSync(savedPolicyFile, policyFile);
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, stayAlive);
  }
}

function install({ debianPackage, service }) {
  const get = () => apt('install', '-y', '--no-install-recommends', debianPackage);
  if (listsAreEmpty()) apt('update');
  let result = withoutServices(get);
  if (!result.ok) {
    apt('update');
    result = withoutServices(get);
  }
  if (result.ok && existsSync('/run/systemd/system')) spawnSync('systemctl', ['disable', '--quiet', service]);
  return result;
}

/**
 * @param {{ name: string, addressName: string, find: () => string | undefined, debianPackage: string, service: string,
 *   howToGetIt: string }} server `find` gives the file of its program
 */
export function findServer(server) {
  const { name, addressName, find, debianPackage, howToGetIt } = server;
  const say = (line) => console.log(`${name} for tests: ${line}`);
  const giveUp = (reason) => {
    const isFailure = process.env.CI === 'true';
    const meaning = isFailure ? 'CI=true makes this a failure' : 'suites that need it are skipped';
    say(`${reason}; ${meaning}: ${howToGetIt}`);
    process.exit(isFailure ? 1 : 0);
  };
  if (process.env[addressName]) return say(`using the server of ${addressName}`);
  const found = find();
  if (found) return say(`using ${found}`);
  if (process.env.NO_INSTALL === '1') return giveUp('none found, and NO_INSTALL=1 forbids installing one');
  if (!canInstall())
    return giveUp('none found, and none can be installed here (that takes root and apt-get)');
  say(`none found: installing the package ${debianPackage}, without its service`);
  const { ok, reason } = install(server);
  if (!ok || !find()) giveUp(`the installation failed (${reason})`);
}
