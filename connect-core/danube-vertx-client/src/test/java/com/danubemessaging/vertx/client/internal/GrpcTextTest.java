package com.danubemessaging.vertx.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.grpc.common.GrpcStatus;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcTextTest {

    @ParameterizedTest
    @CsvSource({"plain, plain", "a%20b, 'a b'", "%C3%BC, ü", "100%, 100%", "%4, %4", "%zz, %zz", "%e2%82%ac%, €%"})
    void decodesEscapesAndLeavesMalformedOnesAlone(String encoded, String decoded) {
        assertThat(GrpcText.percentDecode(encoded)).isEqualTo(decoded);
    }

    @Property
    void decodesWhatAServerEncodes(@ForAll String text) {
        String wellFormed = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        StringBuilder encoded = new StringBuilder();
        for (byte octet : wellFormed.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", octet & 0xff));
        }

        assertThat(GrpcText.percentDecode(encoded.toString())).isEqualTo(wellFormed);
    }

    @Test
    void aStatusThatIsNoKnownNumberIsUnknown() {
        assertThat(GrpcText.status(status("17"))).isEqualTo(GrpcStatus.UNKNOWN);
        assertThat(GrpcText.status(status("x"))).isEqualTo(GrpcStatus.UNKNOWN);
        assertThat(GrpcText.status(status("0"))).isEqualTo(GrpcStatus.OK);
        assertThat(GrpcText.status(MultiMap.caseInsensitiveMultiMap())).isNull();
    }

    private static MultiMap status(String text) {
        return MultiMap.caseInsensitiveMultiMap().add("grpc-status", text);
    }
}
