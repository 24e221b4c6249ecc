import {
  Accordion,
  AccordionItem,
  Badge,
  Banner,
  Box,
  Button,
  ButtonGroup,
  Chip,
  ChipList,
  ContextView,
  FocusView,
  Icon,
  Inline,
  List,
  ListItem,
  Menu,
  MenuGroup,
  MenuItem,
  PropertyList,
  PropertyListItem,
  Spinner,
  Tab,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeaderCell,
  TableRow,
  TabList,
  TabPanel,
  TabPanels,
  Tabs,
  TaskList,
  TaskListItem,
  Tooltip,
} from "@stripe/ui-extension-sdk/ui";
import { useState } from "react";

/** Renders the components that show content or take a press. */
export default function Shown() {
  const [said, say] = useState("nothing");
  const [isFocused, setFocused] = useState(false);
  return (
    <ContextView
      title="Shown"
      description="A view without fields"
      banner={<Banner type="caution" title={<Inline>Beware</Inline>} description="A banner" actions={<Button>Act on it</Button>} />}
      primaryAction={
        <Button type="primary" onPress={() => setFocused(true)}>
          Focus
        </Button>
      }
      secondaryAction={<Button>Second</Button>}
      footerContent={<Inline>The foot</Inline>}
    >
      <Box>{`said: ${said}`}</Box>
      <Accordion>
        <AccordionItem
          title={<Inline css={{ fontWeight: "bold" }}>More of it</Inline>}
          subtitle="below"
          media={<Icon name="info" />}
          actions={<Button>Next to it</Button>}
          onChange={(isOpen) => say(`open ${isOpen}`)}
        >
          inside of it
        </AccordionItem>
      </Accordion>
      <Tabs onSelectionChange={(key) => say(`tab ${key}`)}>
        <TabList>
          <Tab id="one">One</Tab>
          <Tab id="two">Two</Tab>
        </TabList>
        <TabPanels>
          <TabPanel id="one">the first panel</TabPanel>
          <TabPanel id="two">the second panel</TabPanel>
        </TabPanels>
      </Tabs>
      <Menu trigger={<Button>Open the menu</Button>} onAction={(key) => say(`menu ${key}`)}>
        <MenuItem id="first">First</MenuItem>
        <MenuGroup title={<Inline>A group</Inline>}>
          <MenuItem id="grouped" onAction={() => undefined}>
            Grouped
          </MenuItem>
        </MenuGroup>
      </Menu>
      <Tooltip trigger={<Button>Has a tip</Button>}>the tip</Tooltip>
      <ButtonGroup>
        <Button>Left</Button>
        <Button disabled>Off</Button>
      </ButtonGroup>
      <ChipList>
        <Chip label="status" value="open" onClose={() => say("chip closed")} />
      </ChipList>
      <Table>
        <TableHead>
          <TableRow>
            <TableHeaderCell>Name</TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          <TableRow>
            <TableCell>
              <Badge type="positive">in a cell</Badge>
            </TableCell>
          </TableRow>
        </TableBody>
      </Table>
      <PropertyList orientation="horizontal">
        <PropertyListItem label={<Inline>A property</Inline>} value={<Inline>its value</Inline>} />
      </PropertyList>
      <TaskList>
        <TaskListItem title="A task" status="complete" onPress={() => say("task pressed")} />
      </TaskList>
      <List>
        <ListItem title={<Inline>An item</Inline>} secondaryTitle="of a list" value={<Spinner />} />
      </List>
      <FocusView
        title="In focus"
        shown={isFocused}
        setShown={setFocused}
        confirmCloseMessages={{ title: "Sure?", description: "It is lost.", cancelAction: "Stay", exitAction: "Leave" }}
        primaryAction={<Button type="primary">Do it</Button>}
      >
        what is focused
      </FocusView>
    </ContextView>
  );
}
