import { dayAndMonth } from '../time.js';
import type { ClusterSpan } from './kind.js';

const mib = 1024 ** 2;

/** "2 cores", "150 mCPU". */
export function coresInWords(cores: number): string {
  if (cores >= 1) return `${trimmed(cores)} ${trimmed(cores) === '1' ? 'core' : 'cores'}`;
  return `${Math.round(cores * 1000)} mCPU`;
}

/** "4 GiB", "600 MiB". */
export function bytesInWords(bytes: number): string {
  return bytes >= 1024 * mib ? `${trimmed(bytes / mib / 1024)} GiB` : `${Math.round(bytes / mib)} MiB`;
}

/** As Kubernetes takes it: "268m". */
export function cpuQuantity(cores: number): string {
  return `${Math.round(cores * 1000)}m`;
}

/** As Kubernetes takes it: "1098Mi". */
export function memoryQuantity(bytes: number): string {
  return `${Math.round(bytes / mib)}Mi`;
}

/** "on 7 days, 17 Nov to 23 Nov". */
export function daysInWords(seen: number, { firstMs, lastMs }: ClusterSpan): string {
  return `on ${countOf(seen, 'day')}, ${dayAndMonth(firstMs)} to ${dayAndMonth(lastMs)}`;
}

/** "1 replica on average", "2.3 replicas on average". */
export function replicasInWords(containerHours: number, coveredHours: number): string {
  const replicas = Math.round((containerHours / coveredHours) * 10) / 10;
  return `${countOf(replicas, 'replica')} on average`;
}

/** "1 day", "7 days". */
export function countOf(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** Three digits say enough: "0.25", "12.5", "200". */
function trimmed(number: number): string {
  const decimals = number >= 100 ? 0 : number >= 10 ? 1 : 2;
  return String(Number(number.toFixed(decimals)));
}
