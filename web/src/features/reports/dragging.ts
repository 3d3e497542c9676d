import { useEffect } from "react";
import { announce } from "~/lib/news";
import { Store, useStore } from "~/lib/store";
import { texts } from "~/lib/texts";

/** Whether a file is being dragged over the window: rows then show that they take it. */
const dragging = new Store(false);

export function useDragging(): boolean {
  return useStore(dragging);
}

function carriesFiles(transfer: DataTransfer | null): boolean {
  return transfer?.types.includes("Files") ?? false;
}

/** The one file of a drop; several are refused in words rather than guessed at. */
function onlyFile(transfer: DataTransfer): File | null {
  if (transfer.files.length > 1) {
    const t = texts().reports;
    announce(`${t.oneFile}. ${t.oneFileText}`);
    return null;
  }
  return transfer.files.item(0);
}

interface Droppable {
  onDragOver: (event: React.DragEvent) => void;
  onDrop: (event: React.DragEvent) => void;
}

/** The handlers of a place that takes a file for itself. */
export function dropTarget(onFile: (file: File) => void): Droppable {
  return {
    onDragOver: (event) => {
      if (carriesFiles(event.dataTransfer)) event.preventDefault();
    },
    onDrop: (event) => {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      // The window must not take the same file for one that was dropped beside.
      event.stopPropagation();
      dragging.set(false);
      const file = onlyFile(event.dataTransfer);
      if (file) onFile(file);
    },
  };
}

/** Browsers tell of a drag several times a second; when they fall silent it has ended, wherever that was. */
const SILENCE_MS = 700;

/** Take files that are dropped anywhere else in the window; without this the browser would leave the page for them. */
export function useWindowDrop(onFile: (file: File) => void): void {
  useEffect(() => {
    let silence: ReturnType<typeof setTimeout> | undefined;
    function onOver(event: DragEvent): void {
      if (!carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      dragging.set(true);
      clearTimeout(silence);
      silence = setTimeout(() => dragging.set(false), SILENCE_MS);
    }
    function onDrop(event: DragEvent): void {
      if (!event.dataTransfer || !carriesFiles(event.dataTransfer)) return;
      event.preventDefault();
      dragging.set(false);
      const file = onlyFile(event.dataTransfer);
      if (file) onFile(file);
    }
    window.addEventListener("dragover", onOver);
    window.addEventListener("drop", onDrop);
    return () => {
      clearTimeout(silence);
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("drop", onDrop);
    };
  }, [onFile]);
}
