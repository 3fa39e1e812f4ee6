package com.danubemessaging.connect.testkit;

import io.vertx.core.Handler;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the timers that are set through a Vert.x. Vert.x itself does not tell, so the connector gets a view of it that
 * passes every call on and notes those that concern timers. Thread-safe.
 */
final class OpenTimers {

    private final Map<Object, String> open = new ConcurrentHashMap<>();

    /** The view: it has all the interfaces of the original, because Vert.x's own clients ask for more than one. */
    Vertx watch(Vertx vertx) {
        return (Vertx) Proxy.newProxyInstance(
                Vertx.class.getClassLoader(), interfacesOf(vertx.getClass()), (proxy, method, arguments) -> {
                    try {
                        return call(vertx, method, arguments == null ? new Object[0] : arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    /** Timers neither fired nor cancelled, a sentence each. */
    List<String> open() {
        return List.copyOf(open.values());
    }

    private Object call(Vertx vertx, Method method, Object[] arguments) throws ReflectiveOperationException {
        return switch (method.getName()) {
            case "setTimer" -> setTimer(vertx, (Long) arguments[0], handler(arguments[1]));
            case "setPeriodic" -> {
                Object id = method.invoke(vertx, arguments);
                note(id, "periodic timer of " + arguments[arguments.length - 2] + " ms");
                yield id;
            }
            case "cancelTimer" -> {
                open.remove(arguments[0]);
                yield method.invoke(vertx, arguments);
            }
            case "timer" -> {
                Timer timer = (Timer) method.invoke(vertx, arguments);
                note(timer, "timer of " + arguments[0]);
                timer.onComplete(ignored -> open.remove(timer));
                yield timer;
            }
            default -> method.invoke(vertx, arguments);
        };
    }

    private Object setTimer(Vertx vertx, long delay, Handler<Long> handler) {
        synchronized (open) { // a timer that fires at once waits until it is noted
            long id = vertx.setTimer(delay, fired -> {
                synchronized (open) {
                    open.remove(fired);
                }
                handler.handle(fired);
            });
            note(id, "timer of " + delay + " ms");
            return id;
        }
    }

    @SuppressWarnings("unchecked") // the signature of setTimer
    private static Handler<Long> handler(Object argument) {
        return (Handler<Long>) argument;
    }

    private void note(Object id, String what) {
        open.put(id, "a " + what + " is still set");
    }

    private static Class<?>[] interfacesOf(Class<?> type) {
        List<Class<?>> all = new ArrayList<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Class<?> one : at.getInterfaces()) {
                if (!all.contains(one)) {
                    all.add(one);
                }
            }
        }
        return all.toArray(Class<?>[]::new);
    }
}
