#include "xml.h"

#include <algorithm>
#include <expat.h>
#include <limits>
#include <memory>

namespace hostler::aws {
namespace {

constexpr std::size_t kDeepest = 32, kMostElements = 500'000;

// expat calls back through C, so nothing may be thrown out of these functions.
class Builder {
 public:
  explicit Builder(XML_Parser parser) : parser_{parser} {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &Builder::onStart, &Builder::onEnd);
    XML_SetCharacterDataHandler(parser, &Builder::onText);
    XML_SetStartDoctypeDeclHandler(parser, &Builder::onDoctype);
  }

  const char* refusal() const { return refusal_; }
  XmlElement take() { return std::move(root_.children.front()); }

 private:
  static void onStart(void* self, const XML_Char* name, const XML_Char**) {
    static_cast<Builder*>(self)->open(name);
  }
  static void onEnd(void* self, const XML_Char*) {
    auto& stack = static_cast<Builder*>(self)->open_;
    if (stack.size() > 1) stack.pop_back();
  }
  static void onText(void* self, const XML_Char* text, int size) {
    static_cast<Builder*>(self)->open_.back()->text.append(text, static_cast<std::size_t>(size));
  }
  static void onDoctype(void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Builder*>(self)->refuse("the document brings a document type");
  }

  void open(const char* name) {
    if (open_.size() > kDeepest) return refuse("the document is nested too deep");
    if (++elements_ > kMostElements) return refuse("the document has too many elements");
    // Stays valid: an element gets no sibling while it is open.
    auto& parent = open_.back()->children;
    const std::string_view full{name};
    parent.push_back({std::string{full.substr(full.rfind(':') + 1)}, {}, {}});
    open_.push_back(&parent.back());
  }
  void refuse(const char* why) {
    refusal_ = why;
    XML_StopParser(parser_, XML_FALSE);
  }

  XML_Parser parser_;
  XmlElement root_;
  std::vector<XmlElement*> open_{&root_};
  std::size_t elements_ = 0;
  const char* refusal_ = nullptr;
};

void dropIndentation(XmlElement& element) {
  if (!element.children.empty()) element.text.clear();
  for (auto& child : element.children) dropIndentation(child);
}

}  // namespace

const XmlElement& XmlElement::operator[](std::string_view child) const {
  static const XmlElement kNone;
  const auto found = std::ranges::find(children, child, &XmlElement::name);
  return found == children.end() ? kNone : *found;
}

bool XmlElement::has(std::string_view child) const {
  return std::ranges::find(children, child, &XmlElement::name) != children.end();
}

XmlElement parseXml(std::string_view document) {
  if (document.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
    throw XmlError{"the document is too long"};
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser{
      XML_ParserCreate(nullptr), &XML_ParserFree};
  if (!parser) throw XmlError{"no memory for a parser"};
  Builder builder{parser.get()};
  const auto status =
      XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), XML_TRUE);
  if (builder.refusal() != nullptr) throw XmlError{builder.refusal()};
  if (status != XML_STATUS_OK) {
    throw XmlError{std::string{"not XML: "} + XML_ErrorString(XML_GetErrorCode(parser.get()))};
  }
  auto root = builder.take();
  dropIndentation(root);
  return root;
}

}  // namespace hostler::aws
