//! TLS for FTP: certificates are verified against the authorities that browsers know; another one is taken when somebody
//! has said 是 to its fingerprint, and else told with it.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::version::{TLS12, TLS13};
use rustls::{
    ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme, SupportedProtocolVersion,
};
use sha2::{Digest, Sha256};

use super::pins::{PinKind, Pins, Untrusted};

/// What connections to one target share: how a certificate is judged, and what was not trusted.
#[derive(Debug, Clone)]
pub(super) struct TlsTrust {
    provider: Arc<CryptoProvider>,
    verifier: Arc<PinnedVerifier>,
    seen: Arc<Mutex<Option<Untrusted>>>,
}

/// Which versions of TLS are offered.
///
/// Servers want the connections for data to go on with the session of the one for commands, and there are many of them.
/// A session of TLS 1.2 serves for all; of TLS 1.3, servers give no more than two tickets, each for one connection.
pub(super) const VERSIONS: [&[&SupportedProtocolVersion]; 2] = [&[&TLS12], &[&TLS13]];

impl TlsTrust {
    /// With these pins; `None` only where the library lacks what every TLS needs.
    pub(super) fn new(pins: Pins) -> Option<Self> {
        let roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let inner =
            WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
        let seen = Arc::new(Mutex::new(None));
        let verifier = PinnedVerifier {
            inner: inner.ok()?,
            pins,
            seen: Arc::clone(&seen),
        };
        Some(Self {
            provider,
            verifier: Arc::new(verifier),
            seen,
        })
    }

    /// For one connection and those for its data: sessions of another are no good to the server.
    pub(super) fn config(
        &self,
        versions: &[&'static SupportedProtocolVersion],
    ) -> Result<Arc<ClientConfig>, Error> {
        let verifier: Arc<dyn ServerCertVerifier> = Arc::<PinnedVerifier>::clone(&self.verifier);
        let config = ClientConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_protocol_versions(versions)?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        Ok(Arc::new(config))
    }

    /// True when something was not trusted since it was asked last.
    pub(super) fn has_untrusted(&self) -> bool {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// What was not trusted since it was asked last.
    pub(super) fn untrusted(&self) -> Option<Untrusted> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

#[derive(Debug)]
struct PinnedVerifier {
    inner: Arc<WebPkiServerVerifier>,
    pins: Pins,
    seen: Arc<Mutex<Option<Untrusted>>>,
}

/// As browsers show it: pairs of digits with colons.
fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let pairs: Vec<String> = Sha256::digest(certificate)
        .iter()
        .map(|byte| format!("{byte:02X}"))
        .collect();
    format!("SHA256:{}", pairs.join(":"))
}

impl ServerCertVerifier for PinnedVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let verified = self
            .inner
            .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        let Err(fault) = verified else { return verified };
        let fingerprint = fingerprint(end_entity);
        if self.pins.has(PinKind::Certificate, &fingerprint) {
            return Ok(ServerCertVerified::assertion());
        }
        let untrusted = Untrusted {
            kind: PinKind::Certificate,
            is_changed: self.pins.has_other(PinKind::Certificate, &fingerprint),
            fingerprint,
            why: fault.to_string(),
        };
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Some(untrusted);
        Err(fault)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.inner.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}
