/** What the server is for. A test server is fast and may lose everything; a development server never does. */
export type ServerKind = 'development' | 'test';

/** The settings given on the server's command line; they hold no secret. */
export function serverSettings(kind: ServerKind, port: number): readonly string[] {
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // No socket file: its path may be too long, and TCP is enough.
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    ...(kind === 'test' ? fastAndForgetful : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

const fastAndForgetful = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum: 'off',
  // The data may be in memory.
  max_wal_size: '256MB',
};
