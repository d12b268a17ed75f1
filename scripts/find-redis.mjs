// Finds the redis-server that the tests run against: see find-server.mjs. TEST_REDIS_URL names one that runs already.
import { findServer, programIn } from './find-server.mjs';

findServer({
  name: 'redis',
  addressName: 'TEST_REDIS_URL',
  find: () => programIn('redis-server'),
  debianPackage: 'redis-server',
  service: 'redis-server',
  howToGetIt:
    'install redis-server (apt-get install redis-server, brew install redis) or set TEST_REDIS_URL=redis://host:port',
});
