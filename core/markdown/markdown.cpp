#include "core/markdown/markdown.h"

#include <algorithm>
#include <cctype>
#include <cmark.h>
#include <cstdlib>
#include <memory>
#include <new>
#include <vector>

namespace hostler {
namespace {

constexpr std::string_view kAnchor = "<a href=\"";
constexpr std::string_view kSafeAnchor = "<a rel=\"nofollow noopener noreferrer\" href=\"";

struct NodeEnd {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct TextEnd {
  void operator()(char* text) const { std::free(text); }
};

bool startsWithWord(std::string_view url, std::string_view word) {
  return url.size() >= word.size() &&
         std::equal(word.begin(), word.end(), url.begin(), [](char wanted, char c) {
           return wanted == std::tolower(static_cast<unsigned char>(c));
         });
}

// Absolute addresses of three kinds, and nothing that a browser might read otherwise.
bool isAllowed(const char* url) {
  if (url == nullptr) return false;
  const std::string_view text{url};
  return startsWithWord(text, "http://") || startsWithWord(text, "https://") ||
         startsWithWord(text, "mailto:");
}

std::vector<cmark_node*> nodesOf(cmark_node* document) {
  std::vector<cmark_node*> nodes;
  auto* const walk = cmark_iter_new(document);
  for (auto event = cmark_iter_next(walk); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(walk)) {
    if (event == CMARK_EVENT_ENTER) nodes.push_back(cmark_iter_get_node(walk));
  }
  cmark_iter_free(walk);
  return nodes;
}

void moveChildren(cmark_node* from, cmark_node* to) {
  while (auto* const child = cmark_node_first_child(from)) cmark_node_append_child(to, child);
}

// A picture becomes a link of the same words.
cmark_node* linkInsteadOf(cmark_node* picture) {
  auto* const link = cmark_node_new(CMARK_NODE_LINK);
  cmark_node_set_url(link, cmark_node_get_url(picture));
  moveChildren(picture, link);
  if (cmark_node_first_child(link) == nullptr) {
    auto* const words = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(words, cmark_node_get_url(picture));
    cmark_node_append_child(link, words);
  }
  cmark_node_replace(picture, link);
  cmark_node_free(picture);
  return link;
}

bool isInsideLink(cmark_node* node) {
  for (auto* up = cmark_node_parent(node); up != nullptr; up = cmark_node_parent(up)) {
    if (cmark_node_get_type(up) == CMARK_NODE_LINK) return true;
  }
  return false;
}

// Leaves a link's words where it stood.
void unlink(cmark_node* link) {
  while (auto* const child = cmark_node_first_child(link)) cmark_node_insert_before(link, child);
  cmark_node_unlink(link);
  cmark_node_free(link);
}

void clean(cmark_node* document) {
  for (auto* node : nodesOf(document)) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_IMAGE) node = linkInsteadOf(node);
    if (type != CMARK_NODE_IMAGE && type != CMARK_NODE_LINK) continue;
    cmark_node_set_title(node, "");
    if (!isAllowed(cmark_node_get_url(node)) || isInsideLink(node)) unlink(node);
  }
}

// In what cmark writes, a quotation mark of the text itself is always `&quot;`.
std::string withRelations(std::string_view html) {
  std::string result;
  result.reserve(html.size() + 64);
  for (std::size_t at = 0;;) {
    const auto next = html.find(kAnchor, at);
    result += html.substr(at, next - at);
    if (next == std::string_view::npos) return result;
    result += kSafeAnchor;
    at = next + kAnchor.size();
  }
}

}  // namespace

std::string markdownToHtml(std::string_view text) {
  constexpr int kOptions = CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_HARDBREAKS;
  const std::unique_ptr<cmark_node, NodeEnd> document{
      cmark_parse_document(text.data(), text.size(), kOptions)};
  if (!document) throw std::bad_alloc{};
  clean(document.get());
  const std::unique_ptr<char, TextEnd> html{cmark_render_html(document.get(), kOptions)};
  if (!html) throw std::bad_alloc{};
  return withRelations(html.get());
}

}  // namespace hostler
