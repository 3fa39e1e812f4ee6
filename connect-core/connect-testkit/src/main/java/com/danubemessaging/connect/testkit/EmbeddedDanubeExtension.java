package com.danubemessaging.connect.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.danubemessaging.embedded.EmbeddedDanube;
import com.danubemessaging.embedded.EmbeddedDanubeOptions;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Starts a Danube broker for each test that asks for one as a parameter, on a free port and in a Vert.x of its own, and
 * stops both after the test.
 *
 * <pre>{@code
 * @RegisterExtension
 * final EmbeddedDanubeExtension broker = new EmbeddedDanubeExtension();
 *
 * @Test
 * void publishes(EmbeddedDanube danube) { … danube.serviceUrl() … }
 * }</pre>
 *
 * <p>{@code @ExtendWith(EmbeddedDanubeExtension.class)} does the same with default options.
 */
public final class EmbeddedDanubeExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(EmbeddedDanubeExtension.class);
    private static final long SECONDS_TO_START_OR_STOP = 10;

    private final EmbeddedDanubeOptions options;

    /** A broker with all defaults. */
    public EmbeddedDanubeExtension() {
        this(new EmbeddedDanubeOptions());
    }

    /** A broker with these options, copied. */
    public EmbeddedDanubeExtension(EmbeddedDanubeOptions options) {
        this.options = new EmbeddedDanubeOptions(options);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == EmbeddedDanube.class;
    }

    /** The same broker for every parameter of one test, its {@code @BeforeEach} methods included. */
    @Override
    public EmbeddedDanube resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, key -> Running.start(options), Running.class)
                .danube();
    }

    private record Running(Vertx vertx, EmbeddedDanube danube) implements AutoCloseable {

        static Running start(EmbeddedDanubeOptions options) {
            Vertx vertx = Vertx.vertx();
            try {
                return new Running(
                        vertx, EmbeddedDanube.start(vertx, options).await(SECONDS_TO_START_OR_STOP, SECONDS));
            } catch (Exception e) {
                vertx.close();
                throw new IllegalStateException("the embedded broker did not start", e);
            }
        }

        @Override
        public void close() throws TimeoutException {
            danube.close().eventually(vertx::close).await(SECONDS_TO_START_OR_STOP, SECONDS);
        }
    }
}
