package com.danubemessaging.connect.source.webhook.auth;

/** Whose form of signatures is expected. */
public enum SignatureScheme {
    /** Any form, in the header that is configured. */
    ANY("any", ""),
    /**
     * GitHub: {@code X-Hub-Signature-256: sha256=<hex>} over the body; <a
     * href="https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries">source</a>.
     */
    GITHUB("github", "X-Hub-Signature-256"),
    /**
     * Stripe: {@code Stripe-Signature: t=<seconds>,v1=<hex>[,v1=<hex>]} over {@code <seconds>.<body>}; <a
     * href="https://docs.stripe.com/webhooks#verify-manually">source</a>.
     */
    STRIPE("stripe", "Stripe-Signature");

    private final String spelling;
    private final String header;

    SignatureScheme(String spelling, String header) {
        this.spelling = spelling;
        this.header = header;
    }

    /** As in the configuration. */
    public String spelling() {
        return spelling;
    }

    /** Where the signature stands unless the configuration says otherwise; empty for {@link #ANY}. */
    public String header() {
        return header;
    }
}
