package com.danubemessaging.connect.api.config;

import java.util.ArrayList;
import java.util.List;

/** What must hold between the keys that concern security towards Danube. */
final class DanubeSecurityRules {

    private DanubeSecurityRules() {}

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
        return problems;
    }
}
