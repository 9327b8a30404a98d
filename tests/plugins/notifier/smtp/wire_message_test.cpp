#include "wire_message.h"

#include "encoding.h"
#include "header_text.h"
#include "tests/support/suite.h"

#include <hostler/signature.hpp>

#include <sstream>
#include <vector>

using namespace hostler;
using namespace hostler::smtp;

class SmtpWireMessageTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(SmtpWireMessageTest);
  CPPUNIT_TEST(theHeadNamesWhoWhatAndWhen);
  CPPUNIT_TEST(textOutsideAsciiIsEncodedByWholeCharacters);
  CPPUNIT_TEST(longHeadersAreFolded);
  CPPUNIT_TEST(noLineIsTooLongOrBare);
  CPPUNIT_TEST(noLineOfABodyBeginsWithADot);
  CPPUNIT_TEST(partsAreNestedAsReadersWantThem);
  CPPUNIT_TEST(theSameMessageHasTheSameId);
  CPPUNIT_TEST_SUITE_END();

 public:
  void theHeadNamesWhoWhatAndWhen() {
    const auto wire = wireOf(message());
    CPPUNIT_ASSERT(
        wire.starts_with("Date: Fri, 02 Jan 2026 03:04:05 +0000\r\n"
                         "From: \"Host\"\r\n <billing@host.example>\r\n"
                         "To: \"Asha Rao\"\r\n <asha@client.example>\r\n"));
    for (const char* line :
         {"\r\nSubject: Your invoice\r\n", "\r\nMessage-ID: <msg_1@host.example>\r\n",
          "\r\nMIME-Version: 1.0\r\n", "\r\nAuto-Submitted: auto-generated\r\n",
          "\r\nReply-To: help@host.example\r\n"}) {
      CPPUNIT_ASSERT_MESSAGE(line, wire.find(line) != std::string::npos);
    }
  }

  void textOutsideAsciiIsEncodedByWholeCharacters() {
    CPPUNIT_ASSERT_EQUAL(std::string{"Subject: =?UTF-8?B?4KSo4KSu4KS44KWN4KSk4KWH?=\r\n"},
                         textHeader("Subject", "नमस्ते"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Subject: =?UTF-8?B?PT94Pz0=?=\r\n"},
                         textHeader("Subject", "=?x?="));
    std::string longText;
    for (int i = 0; i < 40; ++i) longText += "न";
    std::istringstream lines{textHeader("Subject", longText)};
    for (std::string line; std::getline(lines, line);) {
      CPPUNIT_ASSERT(line.size() <= 77);  // 76 and the CR
      const auto start = line.find("?B?") + 3;
      bool ok = false;
      const auto bytes = sdk::base64Decode(line.substr(start, line.find("?=", start) - start), ok);
      CPPUNIT_ASSERT(ok && !bytes.empty());
      CPPUNIT_ASSERT_EQUAL(std::size_t{0}, bytes.size() % 3);  // a character has three
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"To: \"a \\\"b\\\" \\\\c\"\r\n <a@b.example>\r\n"},
                         addressHeader("To", "a@b.example", "a \"b\" \\c"));
    CPPUNIT_ASSERT_EQUAL(std::string{"To: a@b.example\r\n"},
                         addressHeader("To", "a@b.example", ""));
    CPPUNIT_ASSERT_EQUAL(std::string{";\r\n filename*=UTF-8''%E0%A4%A8.pdf"},
                         parameter("filename", "न.pdf"));
  }

  void longHeadersAreFolded() {
    std::string text;
    for (int i = 0; i < 60; ++i) text += "word" + std::to_string(i) + " ";
    const auto header = textHeader("X-Long", text + "end");
    std::string joined;
    for (std::size_t at = 0; at < header.size();) {
      const auto end = header.find("\r\n", at);
      CPPUNIT_ASSERT(end - at <= 78);
      joined += header.substr(at, end - at);
      at = end + 2;
    }
    CPPUNIT_ASSERT_EQUAL("X-Long: " + text + "end", joined);
    CPPUNIT_ASSERT_EQUAL(std::string{"X-Long: a b\r\n"},
                         textHeader("X-Long", "a" + std::string(200, ' ') + "b"));
    CPPUNIT_ASSERT(textHeader("X-Long", std::string(2'000, 'x')).find("=?UTF-8?B?") !=
                   std::string::npos);
  }

  void noLineIsTooLongOrBare() {
    auto large = message();
    large.text = sdk::Secret{std::string(5'000, 'x') + "\n" + std::string(5'000, ' ') + "y"};
    large.html = sdk::Secret{std::string(3'000, '<')};
    large.attachments = {{"न.bin", "application/octet-stream", "AAEC"}};
    const auto wire = wireOf(large);
    CPPUNIT_ASSERT(wire.ends_with("\r\n"));
    for (std::size_t at = 0; at < wire.size();) {
      const auto end = wire.find('\n', at);
      CPPUNIT_ASSERT(end - at < 998 && wire[end - 1] == '\r');
      at = end + 1;
    }
    CPPUNIT_ASSERT(wire.find('\0') == std::string::npos);
  }

  void noLineOfABodyBeginsWithADot() {
    const std::vector<std::string> texts{".",
                                         "..",
                                         ".\r\n.\r\n",
                                         "a\n.\nb",
                                         "\r.\r.",
                                         std::string(75, 'x') + ".",
                                         std::string(74, 'x') + "=."};
    for (const auto& text : texts) {
      const auto body = "\r\n" + encodedText(text).body;
      CPPUNIT_ASSERT_MESSAGE(text, body.find("\n.") == std::string::npos);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"base64"},
                         std::string{encodedText("नमस्ते नमस्ते नमस्ते नमस्ते नमस्ते नमस्ते "
                                                 "नमस्ते नमस्ते नमस्ते नमस्ते")
                                         .encoding});
    CPPUNIT_ASSERT_EQUAL(std::string{"a=3Db=20\r\n=2E\r\n"}, encodedText("a=b \n.").body);
  }

  void partsAreNestedAsReadersWantThem() {
    auto plain = message();
    plain.html = sdk::Secret{};
    CPPUNIT_ASSERT(wireOf(plain).find("multipart") == std::string::npos);
    auto both = wireOf(message());
    CPPUNIT_ASSERT(both.find("multipart/alternative") != std::string::npos);
    CPPUNIT_ASSERT(both.find("text/plain") < both.find("text/html"));
    auto attached = message();
    attached.attachments = {{"../../invoice.pdf", "application/pdf", "JVBERi0xLjQ="}};
    const auto wire = wireOf(attached);
    CPPUNIT_ASSERT(wire.find("multipart/mixed") < wire.find("multipart/alternative"));
    CPPUNIT_ASSERT(wire.find("filename=\"invoice.pdf\"") != std::string::npos);
  }

  void theSameMessageHasTheSameId() {
    CPPUNIT_ASSERT_EQUAL(std::string{"msg_1@host.example"},
                         messageIdOf("msg_1", "billing@host.example"));
    CPPUNIT_ASSERT_EQUAL(wireOf(message()), wireOf(message()));
  }

 private:
  static sdk::Message message() {
    sdk::Message message;
    message.reference = "msg_1";
    message.channel = "email";
    message.to = "asha@client.example";
    message.toName = "Asha Rao";
    message.replyTo = "help@host.example";
    message.subject = "Your invoice";
    message.text = sdk::Secret{"Dear Asha,\nplease pay.\n"};
    message.html = sdk::Secret{"<p>Dear Asha</p>"};
    message.headers = {{"Auto-Submitted", "auto-generated"}};
    return message;
  }
  static std::string wireOf(const sdk::Message& message) {
    return wireMessage(message, {"billing@host.example", "Host"}, 1767323045);
  }
};

HOSTLER_SUITE(SmtpWireMessageTest, "plugins/notifier/smtp/wire_message");
