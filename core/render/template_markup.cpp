#include "core/render/template_markup.h"

namespace hostler::render {
namespace {

constexpr std::string_view kBlank = " \t";

struct Token {
  char sigil = 0;    // 0 is text, '$' a value; '#', '^', '/', '>' and '!' as written
  std::string text;  // the text, or the name
  int line = 0;
};

bool isName(std::string_view name) {
  if (name == ".") return true;
  bool segmentStarts = true;
  for (const char c : name) {
    if (c == '.') {
      if (segmentStarts) return false;
      segmentStarts = true;
      continue;
    }
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool digit = c >= '0' && c <= '9';
    if (!letter && (!digit || segmentStarts)) return false;
    segmentStarts = false;
  }
  return !segmentStarts;
}

std::vector<std::string> splitName(std::string_view name) {
  if (name == ".") return {"."};
  std::vector<std::string> path;
  while (true) {
    const auto dot = name.find('.');
    path.emplace_back(name.substr(0, dot));
    if (dot == std::string_view::npos) return path;
    name.remove_prefix(dot + 1);
  }
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Cuts a source into texts and markers.
class Tokenizer {
 public:
  Tokenizer(std::string_view source, const std::string& partial,
            std::vector<TemplateProblem>& problems)
      : rest_{source}, partial_{partial}, problems_{problems} {}

  std::vector<Token> run() {
    while (!rest_.empty()) {
      const auto open = rest_.find("{{");
      addText(rest_.substr(0, open));
      if (open == std::string_view::npos) break;
      skip(open);
      if (!readMarker()) break;
    }
    dropStandaloneLines();
    return std::move(tokens_);
  }

 private:
  void skip(std::size_t count) {
    for (const char c : rest_.substr(0, count)) line_ += c == '\n';
    rest_.remove_prefix(std::min(count, rest_.size()));
  }
  void problem(std::string message) { problems_.push_back({partial_, line_, std::move(message)}); }
  void addText(std::string_view text) {
    if (!text.empty()) tokens_.push_back({0, std::string{text}, line_});
  }

  // False when no end can be found, so that nothing after it can be understood.
  bool readMarker() {
    const auto close = rest_.find("}}");
    if (close == std::string_view::npos) {
      problem("a marker opens with {{ and is never closed");
      return false;
    }
    auto inside = rest_.substr(2, close - 2);
    if (inside.starts_with('{') || inside.starts_with('&')) {
      problem("values cannot be written unescaped: use two braces and the name alone");
    } else {
      addMarker(inside);
    }
    skip(close + 2);
    if (inside.starts_with('{') && rest_.starts_with('}')) skip(1);
    return true;
  }

  void addMarker(std::string_view inside) {
    inside = trimmed(inside);
    const char sigil = inside.empty() ? '\0' : inside.front();
    if (sigil == '!') return tokens_.push_back({'!', {}, line_});
    const bool plain = std::string_view{"#^/>"}.find(sigil) == std::string_view::npos;
    const auto name = plain ? inside : trimmed(inside.substr(1));
    if (!isName(name) || (sigil == '>' && name == ".")) {
      return problem("\"" + std::string{inside.substr(0, 40)} +
                     "\" is no marker: names are letters, digits, _ and dots");
    }
    tokens_.push_back({plain ? '$' : sigil, std::string{name}, line_});
  }

  // A line that holds one marker and no value is there for the author: it leaves no empty line
  // behind.
  void dropStandaloneLines() {
    std::vector<bool> startsLine(tokens_.size() + 1);
    startsLine[0] = true;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].sigil == 0 || tokens_[i].sigil == '$') continue;
      std::string* before = i > 0 ? &tokens_[i - 1].text : nullptr;
      std::string* after = i + 1 < tokens_.size() ? &tokens_[i + 1].text : nullptr;
      if (before != nullptr && tokens_[i - 1].sigil != 0) continue;
      if (after != nullptr && tokens_[i + 1].sigil != 0) continue;

      // npos + 1 is 0: all of a text that never ends a line
      const auto lineStart = before == nullptr ? 0 : before->find_last_of('\n') + 1;
      if (before != nullptr) {
        if (lineStart == 0 && !startsLine[i - 1]) continue;
        if (before->find_first_not_of(kBlank, lineStart) != std::string::npos) continue;
      }
      std::size_t lineEnd = 0;
      if (after != nullptr) {
        const auto end = after->find('\n');
        if (end == std::string::npos && i + 2 < tokens_.size()) continue;
        lineEnd = end == std::string::npos ? after->size() : end + 1;
        if (after->substr(0, lineEnd).find_first_not_of(" \t\r\n") != std::string::npos) continue;
        after->erase(0, lineEnd);
        startsLine[i + 1] = true;
      }
      if (before != nullptr) before->erase(lineStart);
    }
  }

  std::string_view rest_;
  const std::string& partial_;
  std::vector<TemplateProblem>& problems_;
  std::vector<Token> tokens_;
  int line_ = 1;
};

class Parser {
 public:
  Parser(const Partials& partials, const TemplateLimits& limits,
         std::vector<TemplateProblem>& problems)
      : partials_{partials}, limits_{limits}, problems_{problems} {}

  void read(std::string_view source, const std::string& partial, std::vector<MarkupNode>& into) {
    sourceBytes_ += source.size();
    if (sourceBytes_ > limits_.sourceBytes) {
      return give("the template and its partials are longer than " +
                  std::to_string(limits_.sourceBytes / 1024) + " KB");
    }
    const auto tokens = Tokenizer{source, partial, problems_}.run();
    std::size_t next = 0;
    readNodes(tokens, next, partial, nullptr, into);
  }

 private:
  void give(std::string message) {
    if (!stopped_) problems_.push_back({"", 0, std::move(message)});
    stopped_ = true;
  }
  void problem(const std::string& partial, int line, std::string message) {
    problems_.push_back({partial, line, std::move(message)});
  }

  void readNodes(const std::vector<Token>& tokens, std::size_t& next, const std::string& partial,
                 const Token* section, std::vector<MarkupNode>& into) {
    while (next < tokens.size() && !stopped_) {
      const auto& token = tokens[next++];
      if (token.sigil != 0 && ++markers_ > limits_.markers) {
        return give("more than " + std::to_string(limits_.markers) + " markers");
      }
      switch (token.sigil) {
        case 0:
          into.push_back({MarkupNode::Kind::Text, token.text, {}, partial, token.line, {}});
          break;
        case '$':
          into.push_back(
              {MarkupNode::Kind::Value, {}, splitName(token.text), partial, token.line, {}});
          break;
        case '#':
        case '^':
          readSection(tokens, next, partial, token, into);
          break;
        case '>':
          readPartial(partial, token, into);
          break;
        case '/':
          if (section != nullptr && section->text == token.text) return;
          problem(partial, token.line, "{{/" + token.text + "}} closes nothing that is open here");
          break;
        default:
          break;  // a note
      }
    }
    if (section != nullptr && !stopped_) {
      problem(partial, section->line, "the section \"" + section->text + "\" is never closed");
    }
  }

  void readSection(const std::vector<Token>& tokens, std::size_t& next, const std::string& partial,
                   const Token& token, std::vector<MarkupNode>& into) {
    if (sections_ >= limits_.depth) return give("sections are nested too deep");
    const auto kind = token.sigil == '#' ? MarkupNode::Kind::Section : MarkupNode::Kind::Inverted;
    MarkupNode node{kind, {}, splitName(token.text), partial, token.line, {}};
    ++sections_;
    readNodes(tokens, next, partial, &token, node.children);
    --sections_;
    into.push_back(std::move(node));
  }

  void readPartial(const std::string& from, const Token& token, std::vector<MarkupNode>& into) {
    const auto found = partials_.find(token.text);
    if (found == partials_.end()) {
      return problem(from, token.line, "there is no partial called \"" + token.text + "\"");
    }
    if (partialsOpen_ >= limits_.depth) return give("partials contain each other without end");
    ++partialsOpen_;
    read(found->second, found->first, into);
    --partialsOpen_;
  }

  const Partials& partials_;
  const TemplateLimits& limits_;
  std::vector<TemplateProblem>& problems_;
  std::size_t sourceBytes_ = 0;
  int markers_ = 0;
  int sections_ = 0;
  int partialsOpen_ = 0;
  bool stopped_ = false;
};

}  // namespace

std::string MarkupNode::name() const {
  std::string joined;
  for (const auto& segment : path) joined += (joined.empty() ? "" : ".") + segment;
  return joined;
}

std::vector<MarkupNode> parseMarkup(std::string_view source, const Partials& partials,
                                    const TemplateLimits& limits,
                                    std::vector<TemplateProblem>& problems) {
  std::vector<MarkupNode> nodes;
  Parser{partials, limits, problems}.read(source, {}, nodes);
  return nodes;
}

}  // namespace hostler::render
