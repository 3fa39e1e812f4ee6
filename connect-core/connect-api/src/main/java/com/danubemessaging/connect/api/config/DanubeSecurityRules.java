package com.danubemessaging.connect.api.config;

import java.util.ArrayList;
import java.util.List;

/** What must hold between the keys that say how Danube is reached. */
final class DanubeSecurityRules {

    private DanubeSecurityRules() {}

    private static boolean isSameAddress(String one, String other) {
        return withoutSlash(one).equalsIgnoreCase(withoutSlash(other));
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    static List<ConfigProblem> problems(ConfigValues values) {
        List<ConfigProblem> problems = new ArrayList<>();
        boolean hasCertificate = values.find(CoreFields.TLS_CERT_FILE).isPresent();
        boolean hasKey = values.find(CoreFields.TLS_KEY_FILE).isPresent();
        if (hasCertificate && !hasKey) {
            problems.add(new ConfigProblem(
                    CoreFields.TLS_CERT_FILE.key(), "needs the certificate's private key: add danube.tls_key_file"));
        }
        if (hasKey && !hasCertificate) {
            problems.add(new ConfigProblem(
                    CoreFields.TLS_KEY_FILE.key(), "needs the certificate it belongs to: add danube.tls_cert_file"));
        }
        values.find(CoreFields.ADMIN_URL)
                .filter(admin -> isSameAddress(
                        admin, values.find(CoreFields.DANUBE_SERVICE_URL).orElse("")))
                .ifPresent(
                        admin -> problems.add(
                                new ConfigProblem(
                                        CoreFields.ADMIN_URL.key(),
                                        "is the address of danube_service_url; administrators have a port of their own, 50051 unless the broker is configured otherwise")));
        return problems;
    }
}
