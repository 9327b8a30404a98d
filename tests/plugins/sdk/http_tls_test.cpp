#include "tests/plugins/support/calls.h"
#include "tests/plugins/support/loopback_server.h"
#include "tests/support/suite.h"

#include <hostler/http_client.hpp>

using hostler::testing::callWith;
using hostler::testing::Connection;
using hostler::testing::LoopbackServer;
using hostler::testing::TlsIdentity;
using namespace hostler::sdk;

namespace {

void greet(Connection& peer) {
  while (!peer.readRequest().empty()) peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
}

HttpClient::Result call(const HttpClient& client, const std::string& url, TlsTrust trust = {}) {
  HttpRequest request;
  request.url = url;
  request.trust = std::move(trust);
  request.effect = Effect::Write;
  request.method = "POST";
  return client.send(callWith(), request);
}

bool isAnswered(const HttpClient::Result& result) {
  return std::holds_alternative<HttpResponse>(result);
}

void assertUntrusted(const HttpClient::Result& result) {
  const auto* failure = std::get_if<HttpFailure>(&result);
  CPPUNIT_ASSERT(failure != nullptr);
  CPPUNIT_ASSERT(failure->kind == HttpFailure::Kind::Untrusted);
  CPPUNIT_ASSERT(!failure->sent);
  const auto error = toError(*failure, Effect::Write);
  CPPUNIT_ASSERT(error.outcome == Outcome::NeedsAttention);
  CPPUNIT_ASSERT_EQUAL(std::string{"tls_untrusted"}, error.code);
}

}  // namespace

class HttpTlsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(HttpTlsTest);
  CPPUNIT_TEST(aSelfSignedServerIsNotTrustedByItself);
  CPPUNIT_TEST(itIsTrustedWithItsOwnCertificate);
  CPPUNIT_TEST(itIsNotTrustedUnderAnotherName);
  CPPUNIT_TEST(itIsTrustedByThePinOfItsKey);
  CPPUNIT_TEST(anotherKeyThanThePinnedOneIsNotTrusted);
  CPPUNIT_TEST(trustInOneServerIsNotTrustInAnother);
  CPPUNIT_TEST(aServerWithoutTlsGetsNothing);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aSelfSignedServerIsNotTrustedByItself() { assertUntrusted(call(client_, server_.url())); }

  void itIsTrustedWithItsOwnCertificate() {
    CPPUNIT_ASSERT(isAnswered(call(client_, server_.url(), {identity_.certificatePem, {}})));
  }

  void itIsNotTrustedUnderAnotherName() {
    assertUntrusted(call(client_, server_.url("/", "localhost"), {identity_.certificatePem, {}}));
  }

  void itIsTrustedByThePinOfItsKey() {
    CPPUNIT_ASSERT(isAnswered(call(client_, server_.url("/", "localhost"), {{}, identity_.pin})));
  }

  void anotherKeyThanThePinnedOneIsNotTrusted() {
    assertUntrusted(call(client_, server_.url(), {{}, TlsIdentity::selfSigned("127.0.0.1").pin}));
  }

  void trustInOneServerIsNotTrustInAnother() {
    const auto other = TlsIdentity::selfSigned("127.0.0.1");
    CPPUNIT_ASSERT(isAnswered(call(client_, server_.url(), {identity_.certificatePem, {}})));

    assertUntrusted(call(client_, server_.url(), {other.certificatePem, {}}));
  }

  void aServerWithoutTlsGetsNothing() {
    std::string received;
    const LoopbackServer plain{[&](Connection& peer) {
      peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
      received = peer.readRequest();
    }};

    const auto result = call(client_, "https://127.0.0.1:" + std::to_string(plain.port()) + "/");

    const auto* failure = std::get_if<HttpFailure>(&result);
    CPPUNIT_ASSERT(failure != nullptr && !failure->sent);
    CPPUNIT_ASSERT(toError(*failure, Effect::Write).outcome == Outcome::Retryable);
    CPPUNIT_ASSERT(received.find("POST") == std::string::npos);
  }

 private:
  TlsIdentity identity_ = TlsIdentity::selfSigned("127.0.0.1");
  LoopbackServer server_{greet, identity_};
  HttpClient client_;
};

HOSTLER_SUITE(HttpTlsTest, "plugins/sdk/http_tls");
