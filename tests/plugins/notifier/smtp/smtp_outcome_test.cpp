#include "smtp_outcome.h"

#include "tests/support/suite.h"

using namespace hostler;
using namespace hostler::smtp;
using sdk::Outcome;

class SmtpOutcomeTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SmtpOutcomeTest);
  CPPUNIT_TEST(untilAllIsHandedOverNothingHappened);
  CPPUNIT_TEST(afterwardsOnlyTheAnswerTells);
  CPPUNIT_TEST(whatIsSaidOfUsNeedsAPerson);
  CPPUNIT_TEST(trustAndEncryptionNeedAPerson);
  CPPUNIT_TEST_SUITE_END();

 public:
  void untilAllIsHandedOverNothingHappened() {
    expect({CURLE_COULDNT_CONNECT, "", 0, "", false, false}, Outcome::Retryable, "unreachable");
    expect({CURLE_COULDNT_RESOLVE_HOST, "", 0, "", false, false}, Outcome::Retryable,
           "unreachable");
    expect({CURLE_RECV_ERROR, "RCPT", 250, "250 ok", false, false}, Outcome::Retryable,
           "unreachable");
    expect({CURLE_OPERATION_TIMEDOUT, "DATA", 354, "354 go", false, false}, Outcome::Retryable,
           "timeout");
    expect({CURLE_SEND_ERROR, "RCPT", 451, "451 later", false, false}, Outcome::Retryable,
           "smtp_451");
    expect({CURLE_SEND_ERROR, "RCPT", 550, "550 no", false, false}, Outcome::Permanent, "smtp_550");
    expect({CURLE_SEND_ERROR, "MAIL", 552, "552 too large", false, false}, Outcome::Permanent,
           "smtp_552");
  }

  void afterwardsOnlyTheAnswerTells() {
    expect({CURLE_RECV_ERROR, "DATA", 354, "354 go", false, true}, Outcome::Unknown, "answer_lost");
    expect({CURLE_OPERATION_TIMEDOUT, "DATA", 354, "354 go", false, true}, Outcome::Unknown,
           "timeout");
    expect({CURLE_WEIRD_SERVER_REPLY, "DATA", 354, "354 go", false, true}, Outcome::Unknown,
           "answer_lost");
    expect({CURLE_WEIRD_SERVER_REPLY, "DATA", 452, "452 full", false, true}, Outcome::Retryable,
           "smtp_452");
    expect({CURLE_WEIRD_SERVER_REPLY, "DATA", 554, "554 spam", false, true}, Outcome::Permanent,
           "smtp_554");
    // Whatever it is, it is no refusal that was understood.
    expect({CURLE_WEIRD_SERVER_REPLY, "DATA", 999, "999 ?", false, true}, Outcome::Unknown,
           "answer_lost");
  }

  void whatIsSaidOfUsNeedsAPerson() {
    expect({CURLE_WEIRD_SERVER_REPLY, "", 554, "554 no service", false, false},
           Outcome::NeedsAttention, "smtp_554");
    expect({CURLE_WEIRD_SERVER_REPLY, "", 421, "421 busy", false, false}, Outcome::Retryable,
           "smtp_421");
    expect({CURLE_SEND_ERROR, "MAIL", 530, "530 sign in first", false, false},
           Outcome::NeedsAttention, "smtp_530");
    expect({CURLE_SEND_ERROR, "MAIL", 550, "550 who?", false, false}, Outcome::NeedsAttention,
           "sender_refused");
    expect({CURLE_SEND_ERROR, "MAIL", 451, "451 later", false, false}, Outcome::Retryable,
           "smtp_451");
    expect({CURLE_LOGIN_DENIED, "AUTH", 535, "535 no", false, false}, Outcome::NeedsAttention,
           "credentials_refused");
    expect({CURLE_LOGIN_DENIED, "AUTH", 454, "454 later", false, false}, Outcome::Retryable,
           "smtp_454");
  }

  void trustAndEncryptionNeedAPerson() {
    expect({CURLE_PEER_FAILED_VERIFICATION, "STARTTLS", 220, "220 go", false, false},
           Outcome::NeedsAttention, "tls_untrusted");
    expect({CURLE_USE_SSL_FAILED, "EHLO", 250, "250 ok", false, false}, Outcome::NeedsAttention,
           "tls_missing");
    expect({CURLE_SSL_CONNECT_ERROR, "STARTTLS", 220, "220 go", false, false}, Outcome::Retryable,
           "unreachable");
  }

 private:
  static void expect(const Conversation& conversation, Outcome outcome, const std::string& code) {
    const auto error = errorOf(conversation, "mail.example");
    CPPUNIT_ASSERT_EQUAL(code, error.code);
    CPPUNIT_ASSERT_MESSAGE(code, error.outcome == outcome);
  }
};

HOSTLER_SUITE(SmtpOutcomeTest, "plugins/notifier/smtp/smtp_outcome");
