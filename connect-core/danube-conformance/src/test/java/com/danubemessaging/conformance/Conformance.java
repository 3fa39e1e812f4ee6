package com.danubemessaging.conformance;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Locale;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Gives every case the same broker, notes what came of it, and lets known differences of real brokers pass. */
final class Conformance implements ExecutionCondition, ParameterResolver, InvocationInterceptor {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Conformance.class);

    /** One broker and one report for the whole run. */
    private record Run(Target target, Report report)
            implements AutoCloseable, ExtensionContext.Store.CloseableResource {

        @Override
        public void close() throws IOException {
            report.write(target);
            target.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        String reason = run(context).target.unavailable();
        return reason == null
                ? ConditionEvaluationResult.enabled("there is a broker")
                : ConditionEvaluationResult.disabled("conformance of the broker image: " + reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Target.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return run(context).target;
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Case conformanceCase = method.getExecutable().getAnnotation(Case.class);
        String sentence = sentence(method.getExecutable().getName());
        Report report = run(context).report;
        try {
            invocation.proceed();
            report.add(conformanceCase, sentence, "ok");
        } catch (TestAbortedException skipped) {
            report.add(conformanceCase, sentence, "not run: " + skipped.getMessage());
            throw skipped;
        } catch (Throwable failure) {
            // A broker that cannot be reached has not been seen to differ.
            if (run(context).target.isOurs() || conformanceCase.differs().isEmpty() || failure instanceof IOException) {
                report.add(conformanceCase, sentence, "FAILED");
                throw failure;
            }
            report.add(conformanceCase, sentence, "differs");
            throw new TestAbortedException("differs, " + conformanceCase.differs() + ": " + failure.getMessage());
        }
    }

    private static Run run(ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent(Run.class, key -> new Run(Target.open(), new Report()), Run.class);
    }

    /** {@code aConsumerComesBack} is "a consumer comes back". */
    private static String sentence(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ")
                .toLowerCase(Locale.ROOT);
    }
}
