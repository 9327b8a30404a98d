#include "modules/billing/endorsement_words.h"

#include "modules/billing/document_words.h"

#include <array>
#include <optional>

namespace hostler {
namespace {

struct Sentence {
  std::string_view english, hindi;  ///< "{}" in both: the letter of undertaking's number
};

// What Supply (tax.cpp) writes on documents.
constexpr std::array kSentences{
    Sentence{"Supply meant for export under letter of undertaking {} without payment of integrated "
             "tax.",
             "वचन-पत्र (LUT) {} के अधीन, एकीकृत कर चुकाए बिना, निर्यात के लिए आपूर्ति।"},
    Sentence{"Supply meant for export on payment of integrated tax.",
             "एकीकृत कर चुकाकर निर्यात के लिए आपूर्ति।"},
    Sentence{"Supply to SEZ unit or SEZ developer for authorised operations under letter of "
             "undertaking {} without payment of integrated tax.",
             "SEZ इकाई या SEZ डेवलपर को प्राधिकृत कार्यों के लिए, वचन-पत्र (LUT) {} के अधीन, एकीकृत कर "
             "चुकाए बिना आपूर्ति।"},
    Sentence{"Supply to SEZ unit or SEZ developer for authorised operations on payment of "
             "integrated tax.",
             "SEZ इकाई या SEZ डेवलपर को प्राधिकृत कार्यों के लिए, एकीकृत कर चुकाकर आपूर्ति।"},
    Sentence{"Paid in Indian rupees: no export of services, integrated tax is charged.",
             "भारतीय रुपये में भुगतान: सेवाओं का निर्यात नहीं, एकीकृत कर लगाया गया है।"},
    Sentence{"Composition taxable person, not eligible to collect tax on supplies.",
             "कंपोज़िशन करदाता, आपूर्ति पर कर लेने का पात्र नहीं।"},
    Sentence{"Place of supply outside the European Union: not subject to VAT.",
             "आपूर्ति का स्थान यूरोपीय संघ से बाहर: VAT नहीं लगता।"},
    Sentence{"Reverse charge: the customer is liable for the tax.",
             "रिवर्स चार्ज: कर की देयता ग्राहक की है।"}};

// What stands in the place of "{}", "" where there is no such place; nothing: it is another
// sentence.
std::optional<std::string> filledIn(std::string_view pattern, std::string_view text) {
  const auto place = pattern.find("{}");
  if (place == std::string_view::npos)
    return pattern == text ? std::optional{std::string{}} : std::nullopt;
  const auto before = pattern.substr(0, place), after = pattern.substr(place + 2);
  if (text.size() < before.size() + after.size() || !text.starts_with(before) ||
      !text.ends_with(after)) {
    return std::nullopt;
  }
  text.remove_prefix(before.size());
  text.remove_suffix(after.size());
  return std::string{text};
}

}  // namespace

std::string endorsementFor(std::string_view locale, const std::string& english) {
  if (locale != "hi") return english;
  for (const auto& sentence : kSentences) {
    if (const auto number = filledIn(sentence.english, english))
      return filled(sentence.hindi, {*number}) + " (" + english + ")";
  }
  return english;
}

}  // namespace hostler
