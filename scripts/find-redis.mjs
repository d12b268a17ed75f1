// Finds the redis-server that the tests run against, and says in one line what it does.
// In this order: TEST_REDIS_URL; redis-server on the PATH; on Debian and Ubuntu as root, the package redis-server, which
// is installed without starting a service (NO_INSTALL=1 forbids that). Without any, the suites that need Redis are
// skipped and this ends with 0; with CI=true that is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const policyFile = '/usr/sbin/policy-rc.d';
const savedPolicyFile = `${policyFile}.before-kubecent`;
const aptLists = '/var/lib/apt/lists';
const howToGetIt =
  'install redis-server (apt-get install redis-server, brew install redis) or set TEST_REDIS_URL=redis://host:port';

function say(line) {
  console.log(`redis for tests: ${line}`);
}

function onPath(program) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program)).find((file) => existsSync(file));
}

function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && onPath('apt-get') !== undefined;
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

function install() {
  const get = () => apt('install', '-y', '--no-install-recommends', 'redis-server');
  if (listsAreEmpty()) apt('update');
  let result = withoutServices(get);
  if (!result.ok) {
    apt('update');
    result = withoutServices(get);
  }
  if (result.ok && existsSync('/run/systemd/system'))
    spawnSync('systemctl', ['disable', '--quiet', 'redis-server']);
  return result;
}

function giveUp(reason) {
  const isFailure = process.env.CI === 'true';
  say(
    `${reason}; ${isFailure ? 'CI=true makes this a failure' : 'suites that need it are skipped'}: ${howToGetIt}`,
  );
  process.exit(isFailure ? 1 : 0);
}

function findRedis() {
  if (process.env.TEST_REDIS_URL) return say('using the server of TEST_REDIS_URL');
  const found = onPath('redis-server');
  if (found) return say(`using ${found}`);
  if (process.env.NO_INSTALL === '1') return giveUp('none found, and NO_INSTALL=1 forbids installing one');
  if (!canInstall())
    return giveUp('none found, and none can be installed here (that takes root and apt-get)');
  say('none found: installing the package redis-server, without its service');
  const { ok, reason } = install();
  if (!ok || !onPath('redis-server')) giveUp(`the installation failed (${reason})`);
}

findRedis();
