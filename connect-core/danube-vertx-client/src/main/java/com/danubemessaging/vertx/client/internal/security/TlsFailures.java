package com.danubemessaging.vertx.client.internal.security;

import com.danubemessaging.vertx.client.DanubeException;
import com.danubemessaging.vertx.client.DanubeException.Kind;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why an encrypted connection was not made, in one sentence that names the address. */
public final class TlsFailures {

    private static final Pattern ALERT = Pattern.compile("[Rr]eceived fatal alert: (\\w+)");
    private static final int DEEPEST_CAUSE = 20;

    private TlsFailures() {}

    /**
     * @param address the URL that was dialled
     * @return of kind CONFIGURATION; null if it was not TLS that failed, or if it may pass by itself
     */
    public static @Nullable DanubeException explain(String address, Throwable failure) {
        String reason = reason(failure);
        return reason == null
                ? null
                : new DanubeException(
                        Kind.CONFIGURATION,
                        "No encrypted connection to " + address + ": " + reason,
                        null,
                        false,
                        0,
                        failure);
    }

    private static @Nullable String reason(Throwable failure) {
        String found = null;
        Throwable cause = failure;
        // The deepest cause knows most.
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++, cause = cause.getCause()) {
            String here = reasonOf(cause);
            found = here == null ? found : here;
        }
        return found;
    }

    private static @Nullable String reasonOf(Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        if (cause instanceof CertificateExpiredException) {
            return "the broker's certificate has expired (" + text + ")";
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "the broker's certificate is not valid yet (" + text + ")";
        }
        if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
            return "the broker's certificate was issued by an authority that is not trusted here";
        }
        if (cause instanceof CertificateException) {
            return text.startsWith("No subject alternative") || text.startsWith("No name matching")
                    ? "the broker's certificate is for another host (" + text + ")"
                    : "the broker's certificate is not accepted (" + text + ")";
        }
        return cause instanceof SSLException ? protocolReason(text) : null;
    }

    private static @Nullable String protocolReason(String text) {
        if (text.startsWith("not an SSL/TLS record") || text.startsWith("Unsupported or unrecognized SSL message")) {
            return "the broker does not speak TLS there; use an http:// address";
        }
        Matcher alert = ALERT.matcher(text);
        if (!alert.find()) {
            return null;
        }
        String name = alert.group(1).toLowerCase(Locale.ROOT);
        boolean aboutOurs = name.contains("certificate") || name.equals("unknown_ca") || name.equals("access_denied");
        return aboutOurs
                ? "the other side asks for a client certificate that it accepts (" + name + ")"
                : "the other side refused the handshake (" + name + ")";
    }
}
