package io.lambdax.serving;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import io.lambdax.local.services.TestServices;
import io.lambdax.store.view.Database;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * For each test anew: an API with a real database and a real cache, a batch view of version 1, and
 * a realtime view that knows no more yet.
 */
abstract class BothViews {
  Database database;
  TestViews views;
  TestRealtime realtime;
  TestApi api;

  @BeforeEach
  final void start() throws Exception {
    Config config =
        TestApi.config(
            TestServices.mariaDb(),
            "lambdax_" + UUID.randomUUID().toString().replace("-", ""),
            TestServices.memcached().servers());
    database = TestApi.database(config);
    views = new TestViews(database);
    views.publish(1);
    realtime = new TestRealtime(database, 1);
    api = new TestApi(config);
    await().until(() -> api.status("/readyz") == 200);
  }

  @AfterEach
  final void stop() {
    api.close();
    database.close();
  }
}
