import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './plan.js';
import type { Instance } from './instance.js';
import type { OwnPostgres } from './postgres.js';

/** What is there to be broken. */
export interface Target {
  postgres: OwnPostgres;
  instances: readonly Instance[];
  /** Told of an instance that did not end when it was asked to. */
  onLateEnd: (fault: Fault) => void;
}

/** Makes something go wrong for as long as planned, and mends it; connections that went silent stay so. */
export async function inflict(fault: Fault, { postgres, instances, onLateEnd }: Target): Promise<void> {
  const { kind, ms, clockOffsetMs, chance } = fault;
  const instance = instances[fault.instance] as Instance;
  const { proxy } = instance;
  const lasting = () => sleep(ms);
  switch (kind) {
    case 'kill an instance':
    case 'stop an instance': {
      const inTime = await instance.end(kind === 'kill an instance' ? 'SIGKILL' : 'SIGTERM');
      if (!inTime) onLateEnd(fault);
      await lasting();
      await instance.start(clockOffsetMs);
      return;
    }
    case 'freeze an instance': {
      const goOn = instance.freeze();
      await lasting();
      goOn();
      return;
    }
    case 'kill PostgreSQL':
      await postgres.kill();
      await lasting();
      await postgres.start();
      return;
    case 'kill a backend':
      await postgres.killOneBackend(chance);
      return;
    case 'stop PostgreSQL':
      await postgres.stop();
      await lasting();
      await postgres.start();
      return;
    case 'freeze PostgreSQL': {
      const goOn = await postgres.freeze();
      await lasting();
      goOn();
      return;
    }
    case 'cut the connections':
      await proxy.cut();
      await lasting();
      await proxy.restore();
      return;
    case 'cut the answer to COMMIT':
      proxy.cutAfter('COMMIT');
      await lasting();
      return;
    case 'black-hole the connections':
      proxy.blackHole(chance % 2 === 0);
      await lasting();
      proxy.endBlackHole();
      return;
    case 'black-hole the answer to COMMIT':
      proxy.blackHoleAfter('COMMIT');
      await lasting();
      return;
    case 'delay what is sent':
      proxy.delay(20 + (chance % 400));
      await lasting();
      proxy.delay(0);
      return;
    case 'half-close the connections':
      proxy.halfClose();
      return;
  }
}
