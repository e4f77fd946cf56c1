package io.lambdax.local.services;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of MariaDB's programs. */
record MariaDbCommand(MariaDbFiles files, Path directory) {
  Path data() {
    return directory.resolve("data");
  }

  Path pidFile() {
    return directory.resolve("mariadbd.pid");
  }

  Path initFile() {
    return directory.resolve("init.sql");
  }

  /** By this argument a server is known to be the one of this directory. */
  String mark() {
    return "--datadir=" + data();
  }

  List<String> install(Path target) {
    List<String> command = new ArrayList<>();
    command.add(files.installer().toString());
    command.add("--no-defaults");
    command.add("--basedir=" + files.base());
    command.add("--datadir=" + target);
    // Root gets in through the socket only, and the server opens none.
    command.add("--auth-root-authentication-method=socket");
    command.add("--skip-test-db");
    command.add("--skip-name-resolve");
    command.add("--innodb-log-file-size=32M");
    command.addAll(user());
    return command;
  }

  List<String> serve(int port) {
    List<String> command = new ArrayList<>();
    command.add(files.server().toString());
    command.add("--no-defaults");
    command.add(mark());
    command.add("--basedir=" + files.base());
    command.add("--lc-messages-dir=" + files.base().resolve("share"));
    command.add("--tmpdir=" + directory.resolve("tmp"));
    command.add("--pid-file=" + pidFile());
    command.add("--init-file=" + initFile());
    command.add("--bind-address=127.0.0.1");
    command.add("--port=" + port);
    command.add("--socket=");
    command.addAll(user());
    command.add("--skip-name-resolve");
    command.add("--skip-ssl");
    command.add("--performance-schema=OFF");
    command.add("--character-set-server=utf8mb4");
    command.add("--collation-server=utf8mb4_general_ci");
    command.add("--max-allowed-packet=64M");
    command.add("--max-connections=120");
    command.add("--innodb-buffer-pool-size=256M");
    command.add("--innodb-log-file-size=32M");
    command.add("--innodb-flush-log-at-trx-commit=1");
    command.add("--key-buffer-size=1M");
    command.add("--aria-pagecache-buffer-size=8M");
    return command;
  }

  private static List<String> user() {
    // It refuses to run as root unless told so.
    return System.getProperty("user.name").equals("root") ? List.of("--user=root") : List.of();
  }
}
