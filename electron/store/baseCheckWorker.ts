// Checks a base in a thread of its own, so that whoever works meanwhile is not held up.
import { parentPort, workerData } from 'node:worker_threads';
import { type BaseCheckRequest, checkBase } from './baseCheck.ts';

const request = workerData as BaseCheckRequest;
parentPort?.postMessage(checkBase(request));
request.key.fill(0);
