// Finds the PostgreSQL that the tests start their own servers from: see find-server.mjs. TEST_DATABASE_URL names one that runs
// already, whose user may create databases.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findServer, programIn } from './find-server.mjs';

const versionsFolder = '/usr/lib/postgresql';

function folders() {
  const versions = existsSync(versionsFolder) ? readdirSync(versionsFolder) : [];
  return versions.map((version) => join(versionsFolder, version, 'bin'));
}

findServer({
  name: 'postgresql',
  addressName: 'TEST_DATABASE_URL',
  find: () => programIn('initdb', folders()) && programIn('postgres', folders()),
  debianPackage: 'postgresql',
  service: 'postgresql',
  howToGetIt:
    'install PostgreSQL 14 or newer (apt-get install postgresql, brew install postgresql) or set TEST_DATABASE_URL=postgresql://user@host/db',
});
