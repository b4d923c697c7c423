package io.telltale.schemas.serde;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A private certificate authority in a folder, made by the JDK's keytool. */
final class TestAuthority {

    static final String PASSWORD = "hunter2-of-stores";

    private final Path folder;

    /** With a certificate for a server at 127.0.0.1, which a client may show too. */
    TestAuthority(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        keytool("-genkeypair", "-alias", "ca", "-dname", "CN=ca", "-ext", "bc:c", store("ca"));
        keytool("-exportcert", "-rfc", "-alias", "ca", "-file", file("ca.pem"), store("ca"));
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                file("ca.pem"),
                store("trust"));
        keytool("-genkeypair", "-alias", "peer", "-dname", "CN=peer", store("peer"));
        keytool("-certreq", "-alias", "peer", "-file", file("peer.csr"), store("peer"));
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-infile",
                file("peer.csr"),
                "-outfile",
                file("peer.pem"),
                "-ext",
                "san=ip:127.0.0.1",
                store("ca"));
        var chain = Files.readString(folder.resolve("peer.pem")) + Files.readString(certificate());
        Files.writeString(folder.resolve("chain.pem"), chain);
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "peer",
                "-file",
                file("chain.pem"),
                store("peer"));
    }

    /** The last argument names the store. */
    private void keytool(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments).subList(0, arguments.length - 1));
        command.addAll(List.of("-keystore", arguments[arguments.length - 1]));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC"));
        }
        var output = folder.resolve("keytool.log").toFile();
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.to(output))
                        .start();
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + Files.readString(output.toPath()));
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String store(String name) {
        return file(name + ".p12");
    }

    /** Its certificate as PEM. */
    Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** A store of who is trusted: this authority alone. */
    Path trustStore() {
        return folder.resolve("trust.p12");
    }

    /** A store with a key and its certificate. */
    Path clientStore() {
        return folder.resolve("peer.p12");
    }

    /** What a server at 127.0.0.1 answers with. */
    SSLContext serverTls() throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(store("peer")), PASSWORD.toCharArray());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(store("trust")));
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore load(String store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(Path.of(store).toFile(), PASSWORD.toCharArray());
    }
}
