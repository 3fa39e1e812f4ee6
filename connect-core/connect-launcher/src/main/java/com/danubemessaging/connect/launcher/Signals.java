package com.danubemessaging.connect.launcher;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT: the first one stops cleanly, the second one at once.
 *
 * <p>A shutdown hook cannot do that: a JVM that ends by a signal exits with 128 + n however well it was drained, and
 * does not notice a second signal. {@code sun.misc.Signal} can, and the module {@code jdk.unsupported} exports it for
 * this purpose (JEP 260). It is used by reflection because javac warns of every mention of it, in a way that no
 * annotation silences, and warnings are errors here.
 */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    static void stopOnSignal(Lifetime lifetime) {
        handle("TERM", lifetime);
        handle("INT", lifetime);
    }

    private static void handle(String name, Lifetime lifetime) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            int number = (int) signalType.getMethod("getNumber").invoke(signal);
            Object handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
                        // The JDK calls nothing else on a handler; Object's methods would come here too.
                        if (method.getName().equals("handle")) {
                            received("SIG" + name, number, lifetime);
                        }
                        return null;
                    });
            signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
        } catch (InvocationTargetException refused) {
            // With -Xrs signals belong to the operating system's default action.
            LOG.warn("SIG{} is not handled and will not drain: {}", name, String.valueOf(refused.getCause()));
        } catch (ReflectiveOperationException absent) {
            LOG.warn("SIG{} is not handled and will not drain: this Java has no {}", name, absent.getMessage());
        }
    }

    private static void received(String name, int number, Lifetime lifetime) {
        if (!lifetime.stop(name)) {
            System.err.println(name + " received again: stopped at once, without draining");
            Runtime.getRuntime().halt(ExitCode.ofSecondSignal(number));
        }
    }
}
