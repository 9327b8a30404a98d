#include "modules/billing/document_words.h"

namespace hostler {
namespace {

constexpr DocumentWords kEnglish{
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    "Tax Invoice",
    "Invoice",
    "Bill of Supply",
    "Credit Note",
    "Debit Note",
    "Original for recipient",
    "This is a computer-generated document and needs no signature.",
    "PAID",
    "PARTLY PAID",
    "CANCELLED",
    "REFUNDED",
    "Paid",
    "Credited",
    "Tax deducted at source",
    "Pay this invoice",
    "Questions: {}",
    "Scan with any UPI app.",
    "Credit on invoice {}",
    "{} to {}",
    "Adds to invoice {} of {}.",
    "Exchange rate: 1 {} = {} {}",
    "Receipt Voucher",
    "Advance for services that will be invoiced",
    "No tax is charged on this advance; each invoice that it pays charges its own.",
    "Proforma Invoice",
    "Not valid for claiming input tax credit. The invoice for it follows once this is paid in "
    "full.",
    "Invoiced as {} of {}."};

constexpr DocumentWords kHindi{{"जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त",
                                "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"},
                               "कर बीजक",
                               "बीजक",
                               "आपूर्ति बिल",
                               "क्रेडिट नोट",
                               "डेबिट नोट",
                               "प्राप्तकर्ता के लिए मूल प्रति",
                               "यह दस्तावेज़ कंप्यूटर से बना है, इस पर हस्ताक्षर आवश्यक नहीं।",
                               "भुगतान हुआ",
                               "आंशिक भुगतान",
                               "रद्द",
                               "राशि वापस",
                               "भुगतान",
                               "क्रेडिट किया गया",
                               "स्रोत पर काटा गया कर",
                               "इस बीजक का भुगतान करें",
                               "प्रश्न: {}",
                               "किसी भी UPI ऐप से स्कैन करें।",
                               "बीजक {} पर क्रेडिट",
                               "{} से {} तक",
                               "बीजक {} ({}) में जोड़ा गया।",
                               "विनिमय दर: 1 {} = {} {}",
                               "प्राप्ति वाउचर",
                               "बाद में बीजक की जाने वाली सेवाओं के लिए अग्रिम",
                               "इस अग्रिम पर कर नहीं लगाया गया; इससे चुकाया जाने वाला हर बीजक अपना "
                               "कर लगाता है।",
                               "प्रोफ़ॉर्मा बीजक",
                               "इनपुट टैक्स क्रेडिट के लिए मान्य नहीं। पूरा भुगतान होने पर इसका बीजक "
                               "जारी होगा।",
                               "बीजक {} ({}) जारी हुआ।"};

std::string_view signOf(Currency currency) {
  if (currency.code() == "INR") return "₹";
  if (currency.code() == "USD") return "$";
  if (currency.code() == "EUR") return "€";
  return currency.code() == "GBP" ? "£" : "";
}

}  // namespace

const DocumentWords& DocumentWords::of(std::string_view locale) {
  return locale == "hi" ? kHindi : kEnglish;
}

std::string DocumentWords::day(Date date) const {
  return std::to_string(date.day()) + " " + std::string{months[date.month() - 1]} + " " +
         std::to_string(date.year());
}

std::string DocumentWords::days(const Period& period) const {
  return filled(until, {day(period.start), day(period.end.plusDays(-1))});
}

std::string filled(std::string_view text, std::initializer_list<std::string> values) {
  std::string result;
  for (const auto& value : values) {
    const auto place = text.find("{}");
    if (place == std::string_view::npos) break;
    result += std::string{text.substr(0, place)} + value;
    text.remove_prefix(place + 2);
  }
  return result + std::string{text};
}

std::string sumText(Money amount) {
  const auto sign = signOf(amount.currency());
  const auto text = groupedText(amount.isNegative() ? amount.negated() : amount);
  return (amount.isNegative() ? "−" : "") +
         (sign.empty() ? std::string{amount.currency().code()} + " " : std::string{sign}) + text;
}

}  // namespace hostler
