package io.lambdax.bench;

import io.javalin.Javalin;
import java.util.concurrent.TimeUnit;
import net.spy.memcached.AddrUtil;
import net.spy.memcached.CachedData;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.FailureMode;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.transcoders.SerializingTranscoder;

/**
 * The least that can be done: an HTTP server that answers with what Memcached has, and nothing
 * else. What the serving API's speed is measured against. Arguments: port, Memcached's address.
 */
final class BareRoute {

  private BareRoute() {}

  public static void main(String[] args) throws Exception {
    MemcachedClient memcached = client(args[1]);
    Javalin.create(config -> config.showJavalinBanner = false)
        .get(
            "/{key}",
            context ->
                context
                    .contentType("application/json")
                    .result(
                        (byte[])
                            memcached
                                .asyncGet(context.pathParam("key"), Bytes.AS_THEY_ARE)
                                .get(1, TimeUnit.SECONDS)))
        .start("127.0.0.1", Integer.parseInt(args[0]));
  }

  /** As the serving API has it. */
  static MemcachedClient client(String server) throws Exception {
    return new MemcachedClient(
        new ConnectionFactoryBuilder().setFailureMode(FailureMode.Cancel).setDaemon(true).build(),
        AddrUtil.getAddresses(server));
  }

  /** No serialization. */
  static final class Bytes extends SerializingTranscoder {
    static final Bytes AS_THEY_ARE = new Bytes();

    @Override
    public CachedData encode(Object bytes) {
      return new CachedData(0, (byte[]) bytes, CachedData.MAX_SIZE);
    }

    @Override
    public Object decode(CachedData data) {
      return data.getData();
    }
  }
}
