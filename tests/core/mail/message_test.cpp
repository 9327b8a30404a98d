#include "core/mail/message.h"

#include "core/mail/header_text.h"
#include "core/mail/transfer_encoding.h"
#include "tests/support/suite.h"

#include <random>
#include <sstream>

namespace hostler::mail {
namespace {

Mailbox box(std::string_view address, std::string_view name = {}) {
  return Mailbox::parse(address, name).value();
}

std::string times(int count, std::string_view piece) {
  std::string text;
  for (int i = 0; i < count; ++i) text += piece;
  return text;
}

// What a reader makes of quoted-printable.
std::string unquoted(const std::string& encoded) {
  std::string text;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    if (encoded[i] != '=') {
      text += encoded[i];
    } else if (encoded[i + 1] == '\r') {
      i += 2;
    } else {
      text += static_cast<char>(std::stoi(encoded.substr(i + 1, 2), nullptr, 16));
      i += 2;
    }
  }
  return text;
}

// Every line ended in CR LF, the last one too.
std::string withLineEnds(const std::string& text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (pair) continue;
    lines += text[i] == '\r' || text[i] == '\n' ? "\r\n" : std::string{text[i]};
  }
  return lines.empty() || lines.ends_with("\r\n") ? lines : lines + "\r\n";
}

Message ordinary() {
  return {"mail_0c7k2m9qz4f1h@host.example",
          *Instant::parse("2026-04-01T04:44:09Z"),
          box("billing@acme.example", "Acme Hosting"),
          box("meera@example.in", "Meera Kulkarni"),
          std::nullopt,
          "Invoice HST/2627/0000042",
          "Hello Meera,\nyour invoice.\n",
          "<p>Hello Meera</p>",
          {},
          ""};
}

std::vector<std::string> linesOf(const std::string& wire) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < wire.size()) {
    const auto end = wire.find("\r\n", at);
    CPPUNIT_ASSERT_MESSAGE("every line ends in CR LF", end != std::string::npos);
    lines.push_back(wire.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

std::vector<std::string> headersOf(const std::string& wire) {
  std::vector<std::string> headers;
  for (const auto& line : linesOf(wire)) {
    if (line.empty()) break;
    if (line.front() == ' ') {
      headers.back() += line;
    } else {
      headers.push_back(line);
    }
  }
  return headers;
}

}  // namespace

class MessageTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(MessageTest);
  CPPUNIT_TEST(anOrdinaryMessageReadsAsTheStandardsHaveIt);
  CPPUNIT_TEST(theSameMessageIsTheSameBytes);
  CPPUNIT_TEST(everyLineIsShortAsciiAndEndsInCrLf);
  CPPUNIT_TEST(noFieldCanAddAHeader);
  CPPUNIT_TEST(aMalformedMessageIsRefused);
  CPPUNIT_TEST(longAndForeignHeadersAreFoldedBetweenCharacters);
  CPPUNIT_TEST(oneClickUnsubscribeIsThereWhenAsked);
  CPPUNIT_TEST(quotedPrintableKeepsEveryByteOfText);
  CPPUNIT_TEST(textTakesTheShorterEncoding);
  CPPUNIT_TEST_SUITE_END();

 public:
  void anOrdinaryMessageReadsAsTheStandardsHaveIt() {
    auto message = ordinary();
    message.html.clear();
    CPPUNIT_ASSERT_EQUAL(std::string{"Date: Wed, 01 Apr 2026 04:44:09 +0000\r\n"
                                     "From: \"Acme Hosting\"\r\n <billing@acme.example>\r\n"
                                     "To: \"Meera Kulkarni\"\r\n <meera@example.in>\r\n"
                                     "Subject: Invoice HST/2627/0000042\r\n"
                                     "Message-ID: <mail_0c7k2m9qz4f1h@host.example>\r\n"
                                     "Auto-Submitted: auto-generated\r\n"
                                     "MIME-Version: 1.0\r\n"
                                     "Content-Type: text/plain; charset=utf-8\r\n"
                                     "Content-Transfer-Encoding: quoted-printable\r\n"
                                     "\r\n"
                                     "Hello Meera,\r\nyour invoice.\r\n"},
                         wireText(message));
  }

  void theSameMessageIsTheSameBytes() {
    auto message = ordinary();
    message.attachments.push_back({"a.pdf", "application/pdf", "%PDF-1.4"});
    const auto wire = wireText(message);
    CPPUNIT_ASSERT_EQUAL(wire, wireText(message));
    message.id = "other@host.example";
    CPPUNIT_ASSERT(wire != wireText(message));
  }

  void everyLineIsShortAsciiAndEndsInCrLf() {
    auto message = ordinary();
    message.subject =
        "आपका बीजक HST/2627/0000042 तैयार है, कृपया नियत तिथि से पहले भुगतान करें ₹1,23,456.50";
    message.text = times(5'000, "x") + "\nनमस्ते\n.\n..\nFrom me\n" + times(3'000, " ");
    message.html = "<p>" + times(20'000, "y") + "</p>";
    message.attachments.push_back({"बीजक.pdf", "application/pdf", times(100'000, "\xE9")});
    for (const auto& line : linesOf(wireText(message))) {
      CPPUNIT_ASSERT_MESSAGE(line, line.size() <= 100);
      CPPUNIT_ASSERT_MESSAGE(line, !line.starts_with('.'));
      CPPUNIT_ASSERT_MESSAGE(line, std::ranges::all_of(line, [](char c) {
                               return c == '\t' || (c >= 0x20 && c < 0x7F);
                             }));
    }
  }

  void noFieldCanAddAHeader() {
    const std::string attack = "x\r\nBcc: victim@x.example\r\n\r\n<b>body</b>\n\nX: y\rZ: z";
    auto message = ordinary();
    message.subject = attack;
    message.from = box("billing@acme.example", attack);
    message.to = box("meera@example.in", attack);
    message.replyTo = box("help@acme.example", "Help\r\nX: y\" <o@x.example>, \"");
    message.attachments.push_back({attack, "application/pdf", "x"});
    const std::vector<std::string> allowed{
        "Date: ",       "From: ",           "To: ",           "Reply-To: ",    "Subject: ",
        "Message-ID: ", "Auto-Submitted: ", "MIME-Version: ", "Content-Type: "};
    const auto wire = wireText(message);
    const auto headers = headersOf(wire);
    CPPUNIT_ASSERT_EQUAL(allowed.size(), headers.size());
    for (std::size_t i = 0; i < allowed.size(); ++i) {
      CPPUNIT_ASSERT_MESSAGE(headers[i], headers[i].starts_with(allowed[i]));
    }
    CPPUNIT_ASSERT(wire.find("\r\nBcc:") == std::string::npos);
    CPPUNIT_ASSERT(wire.find("\r\nX:") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(
        std::string{R"(Reply-To: "Help X: y\" <o@x.example>, \"" <help@acme.example>)"},
        headers[3]);
  }

  void aMalformedMessageIsRefused() {
    const auto refuses = [](auto change) {
      auto message = ordinary();
      change(message);
      try {
        wireText(message);
        return false;
      } catch (const MalformedMessage&) {
        return true;
      }
    };
    for (const std::string id : {"", "a", "a@b\r\nX: y", "a b@c", "<a@b>", "a@", "@b"}) {
      CPPUNIT_ASSERT_MESSAGE(id, refuses([&](Message& m) { m.id = id; }));
    }
    for (const std::string type : {"", "pdf", "a/b\r\nX: y", "a/b; x=y", "a/", "text/ plain"}) {
      CPPUNIT_ASSERT_MESSAGE(type, refuses([&](Message& m) {
                               m.attachments.push_back({"n", type, "b"});
                             }));
    }
    for (const std::string url : {"http://x.example", "https://x.example/\r\nX: y",
                                  "https://x.example/>", "javascript:x", "https://x.example/ y"}) {
      CPPUNIT_ASSERT_MESSAGE(url, refuses([&](Message& m) { m.unsubscribeUrl = url; }));
    }
  }

  void longAndForeignHeadersAreFoldedBetweenCharacters() {
    const std::string hindi = "नमस्ते मीरा कुलकर्णी जी, आपकी होस्टिंग सेवा का नवीनीकरण बीजक तैयार है";
    const auto header = textHeader("Subject", hindi);
    std::string decodedBytes;
    for (const auto& line : linesOf(header)) {
      CPPUNIT_ASSERT(line.size() <= 76 + 9);
      const auto start = line.find("=?UTF-8?B?");
      const auto end = line.rfind("?=");
      CPPUNIT_ASSERT(start != std::string::npos && end - start + 2 <= 75);
      // base 64 of whole characters: each word's bytes are UTF-8 by themselves
      const auto encoded = line.substr(start + 10, end - start - 10);
      CPPUNIT_ASSERT_EQUAL(std::size_t{0}, encoded.size() % 4);
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"Subject: =?UTF-8?B?4oK5?=\r\n"}, textHeader("Subject", "₹"));
    CPPUNIT_ASSERT_EQUAL(std::string{"Subject: =?UTF-8?B?PT94Pz0=?=\r\n"},
                         textHeader("Subject", "=?x?="));
    CPPUNIT_ASSERT_EQUAL(
        "Subject: " + times(30, "a") + " " + times(30, "b") + "\r\n " + times(30, "c") + "\r\n",
        textHeader("Subject", times(30, "a") + " " + times(30, "b") + " " + times(30, "c")));
    for (const auto& line : linesOf(textHeader("Subject", times(4'000, "x")))) {
      CPPUNIT_ASSERT(line.size() < 90);
    }
    CPPUNIT_ASSERT_EQUAL(
        std::string{";\r\n filename*=UTF-8''%E0%A4%AC%E0%A5%80%E0%A4%9C%E0%A4%95.pdf"},
        parameter("filename", "बीजक.pdf"));
  }

  void oneClickUnsubscribeIsThereWhenAsked() {
    auto message = ordinary();
    message.unsubscribeUrl = "https://my.acme.example/u/1?t=2";
    const auto wire = wireText(message);
    CPPUNIT_ASSERT(wire.find("\r\nList-Unsubscribe: <https://my.acme.example/u/1?t=2>\r\n"
                             "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") !=
                   std::string::npos);
  }

  void quotedPrintableKeepsEveryByteOfText() {
    CPPUNIT_ASSERT_EQUAL(std::string{"a=3Db=20\r\n=2E\r\n=E2=82=B9=09\r\n\r\n"},
                         quotedPrintable("a=b \n.\r\n₹\t\r\r"));
    std::mt19937 random{7};
    for (int round = 0; round < 200; ++round) {
      std::string text;
      for (auto i = random() % 300; i > 0; --i) text += static_cast<char>(random() % 128);
      const auto encoded = quotedPrintable(text);
      for (const auto& line : linesOf(encoded)) CPPUNIT_ASSERT(line.size() <= 76);
      CPPUNIT_ASSERT_EQUAL(withLineEnds(text), unquoted(encoded));
    }
  }

  void textTakesTheShorterEncoding() {
    CPPUNIT_ASSERT_EQUAL(std::string{"quoted-printable"},
                         std::string{encodedText("Total: ₹1,180.00\nThank you").encoding});
    std::string hindi;
    for (int i = 0; i < 50; ++i) hindi += "आपका बीजक तैयार है\n";
    CPPUNIT_ASSERT_EQUAL(std::string{"base64"}, std::string{encodedText(hindi).encoding});
  }
};
HOSTLER_SUITE(MessageTest, "core/mail/message");

}  // namespace hostler::mail
