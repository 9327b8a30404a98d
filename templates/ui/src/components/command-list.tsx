import { Command } from "cmdk";

import { useWords } from "../lib/ui-text";

import type { CommandGroup } from "./command-palette";
import { Dialog, DialogContent } from "./dialog";

interface CommandListProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: CommandGroup[];
  onSearch?: (text: string) => void;
}

export default function CommandList({ open, onOpenChange, groups, onSearch }: CommandListProps) {
  const { text } = useWords();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={text("search")} className="sm:top-[22%] sm:translate-y-0">
        <Command label={text("search")} className="-mx-3 pb-2">
          <Command.Input placeholder={text("command_placeholder")} onValueChange={onSearch} className="h-10 w-full rounded-md border border-input bg-card px-3 text-base" />
          <Command.List className="mt-2 max-h-80 overflow-y-auto">
            <Command.Empty className="p-4 text-center text-sm text-muted-foreground">{text("command_empty")}</Command.Empty>
            {groups.map((group) => (
              <Command.Group
                key={group.title}
                heading={group.title}
                className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted-foreground"
              >
                {group.items.map((item) => (
                  <Command.Item
                    key={item.id}
                    value={`${group.title} ${item.label} ${item.keywords ?? ""} ${item.id}`}
                    onSelect={() => {
                      onOpenChange(false);
                      item.run();
                    }}
                    className="flex h-9 items-center gap-2 rounded-sm px-2 text-sm data-[selected=true]:bg-accent [&_svg]:size-4 [&_svg]:text-muted-foreground"
                  >
                    {item.icon}
                    <span className="flex-1 truncate">{item.label}</span>
                    {item.hint && <kbd className="font-mono text-xs text-muted-foreground">{item.hint}</kbd>}
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}
